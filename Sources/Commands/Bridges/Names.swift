import Language

/// In this room a table is what a verb shows; the rows of a data set are `DataSources.Table`.
typealias Table = Language.Table
