#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>

// readline is driven through global variables, which Swift cannot touch safely. These are the few
// that the prompt needs; functions it calls as they are.

// Prepares readline for a terminal: prompts go to standard output, or to standard error when
// results are piped elsewhere. Signals stay ours; Tab runs `complete`.
static inline void readline_prepare(int to_standard_error, rl_command_func_t *complete) {
  rl_readline_name = "lossrepl";
  rl_outstream = to_standard_error ? stderr : stdout;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_initialize();
  rl_add_defun("lossrepl-complete", complete, -1);
  rl_bind_key('\t', complete);
}

// The line being edited.
static inline const char *readline_text(void) { return rl_line_buffer; }

// The cursor in it, in bytes.
static inline int readline_cursor(void) { return rl_point; }

// Moves the cursor to the end of the line, or to `place`.
static inline void readline_move_to_end(void) { rl_point = rl_end; }
static inline void readline_move_to(int place) { rl_point = place; }

// Whether the command before this one was `command`.
static inline int readline_follows(rl_command_func_t *command) { return rl_last_func == command; }

// Replaces the bytes from `start` to the cursor, as one step for undo.
static inline void readline_replace(int start, const char *text) {
  rl_begin_undo_group();
  rl_delete_text(start, rl_point);
  rl_point = start;
  rl_insert_text(text);
  rl_end_undo_group();
}

// Forgets the line being edited and gives the terminal back.
static inline void readline_abandon(void) {
  rl_free_line_state();
  rl_callback_sigcleanup();
  rl_callback_handler_remove();
}
