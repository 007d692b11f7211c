import DataSources
import Figures
import Graphs
import Language
import Learning
import Tensors

// Each room's errors say themselves in sentences; here they meet the language, which adds the place.

extension GraphError: ExplainedError {}
extension LearningError: ExplainedError {}
extension ScoreError: ExplainedError {}
extension ShapeError: ExplainedError {}
extension CheckpointError: ExplainedError {}
extension DataError: ExplainedError {}
extension FigureError: ExplainedError {}
extension FileError: ExplainedError {}
