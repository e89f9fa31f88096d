# fish completion for luahome. Generated from the model of the command line: see CompletionFilesTest.

# The arguments in front of the cursor that are no options, the command first.
function __luahome_arguments
    set -l skip 0
    set -l found
    for word in (commandline -opc)[2..-1]
        # Behind the first argument of these all is for the script.
        if test (count $found) -gt 1; and contains -- $found[1] run
            set -a found "$word"
        else if test $skip = 1
            set skip 0
        else if contains -- "$word" --color --max-memory --max-time --workspace -e -l -w
            set skip 1
        else if not string match -q -- '-?*' "$word"
            set -a found "$word"
        end
    end
    test (count $found) -gt 0; and printf '%s\n' $found
end

function __luahome_command
    set -l arguments (__luahome_arguments)
    test (count $arguments) -gt 0; and test "$arguments[1]" = $argv[1]
end

# Whether the cursor is at an argument of a command with a number, or with `more` behind it.
function __luahome_at
    __luahome_command $argv[1]; or return 1
    set -l count (math (count (__luahome_arguments)) - 1)
    test $count = $argv[2]; or test "$argv[3]" = more -a $count -ge $argv[2]
end

function __luahome_workspaces
    __fish_complete_directories (commandline -ct) workspace
    set -l data $HOME/.local/share
    test -n "$XDG_DATA_HOME"; and set data $XDG_DATA_HOME
    for directory in $LUAHOME_WORKSPACE $data/luahome
        test -d "$directory"; and printf '%s\tdefault workspace\n' $directory
    end
end

function __luahome_tables
    set -l program (string replace -r '^~/' "$HOME/" -- (commandline -opc)[1])
    set -l arguments (__luahome_arguments)
    set -l workspace (string replace -r '^~/' "$HOME/" -- $arguments[2])
    set -l typed (commandline -ct | string collect)
    # An open quote cannot be unescaped before it is closed.
    set -l plain (string unescape -- $typed | string collect)
    switch $typed
        case "'*" '"*'
            set plain (string sub -s 2 -- $typed | string collect)
    end
    $program __complete "$workspace" "$plain" 2>/dev/null </dev/null
end

complete -c luahome -f
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -s h -l help -d 'Show help'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -s V -l version -d 'Show the version'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a backup -d 'Write a workspace\'s data into one file'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a check -d 'Read everything in a workspace or a backup and report damage'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a compact -d 'Rebuild a workspace\'s file without the room that is free'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a eval -d 'Run a piece of Lua in a workspace and print its value'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a help -d 'Explain a command'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a meta -d 'Show facts about a workspace, or one of them'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a repair -d 'Save what can be read of a damaged workspace into a new file'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a repl -d 'Open a workspace at a prompt, or run Lua from a pipe in it'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a restore -d 'Put a backup in the place of a workspace\'s data'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a run -d 'Run a Lua file in a workspace'
complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -a tables -d 'List the stored tables, or the entries of one'

complete -c luahome -n '__luahome_command backup' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_at backup 0' -a '(__luahome_workspaces)'
complete -c luahome -n '__luahome_at backup 1' -a '(__fish_complete_path (commandline -ct))'

complete -c luahome -n '__luahome_command check' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_command check' -l json -d 'Write JSON.'
complete -c luahome -n '__luahome_at check 0' -a '(__luahome_workspaces)'

complete -c luahome -n '__luahome_command compact' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_at compact 0' -a '(__luahome_workspaces)'

complete -c luahome -n '__luahome_command eval' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_command eval' -s w -l workspace -x -a '(__luahome_workspaces)' -d 'The directory that holds the data. Default: $LUAHOME_WORKSPACE, else luahome in $XDG_DATA_HOME or in ~/.local/share.'
complete -c luahome -n '__luahome_command eval' -l no-memory-alias -d 'Leave out the global Memory, the old name of _home.'
complete -c luahome -n '__luahome_command eval' -l read-only -d 'Refuse all changes. Shows the state at the start, also while another luahome writes to the workspace.'
complete -c luahome -n '__luahome_command eval' -l sandbox -d 'Keep the Lua code from files, processes, the environment and modules.'
complete -c luahome -n '__luahome_command eval' -l java -d 'Give the Lua code the library luajava, by which it reaches all of Java.'
complete -c luahome -n '__luahome_command eval' -l max-memory -x -d 'Stop Lua code that makes the heap grow by more, such as 64m.'
complete -c luahome -n '__luahome_command eval' -l max-time -x -d 'Stop an entry, or the Lua between two commands, that takes longer.'

complete -c luahome -n '__luahome_at help 0' -a 'backup check compact eval help meta repair repl restore run tables'

complete -c luahome -n '__luahome_command meta' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_command meta' -l json -d 'Write JSON.'
complete -c luahome -n '__luahome_at meta 0' -a '(__luahome_workspaces)'
complete -c luahome -n '__luahome_at meta 1' -a 'memoryTableId nextTableId tableCount tableIds savedAt stateRestored file fileBytes formatVersion journalBytes'

complete -c luahome -n '__luahome_command repair' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_at repair 0' -a '(__luahome_workspaces)'

complete -c luahome -n '__luahome_command repl' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_command repl' -l no-memory-alias -d 'Leave out the global Memory, the old name of _home.'
complete -c luahome -n '__luahome_command repl' -l read-only -d 'Refuse all changes. Shows the state at the start, also while another luahome writes to the workspace.'
complete -c luahome -n '__luahome_command repl' -l sandbox -d 'Keep the Lua code from files, processes, the environment and modules.'
complete -c luahome -n '__luahome_command repl' -l java -d 'Give the Lua code the library luajava, by which it reaches all of Java.'
complete -c luahome -n '__luahome_command repl' -l max-memory -x -d 'Stop Lua code that makes the heap grow by more, such as 64m.'
complete -c luahome -n '__luahome_command repl' -l max-time -x -d 'Stop an entry, or the Lua between two commands, that takes longer.'
complete -c luahome -n '__luahome_command repl' -l color -x -a 'auto always never' -d 'Colours at the terminal: auto, always or never; else as :set color says, auto at first.'
complete -c luahome -n '__luahome_command repl' -l init -d 'Run the workspace\'s init.lua without asking.'
complete -c luahome -n '__luahome_at repl 0' -a '(__luahome_workspaces)'

complete -c luahome -n '__luahome_command restore' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_command restore' -l replace -d 'Lose the data that the workspace has.'
complete -c luahome -n '__luahome_at restore 0' -a '(__fish_complete_path (commandline -ct))'
complete -c luahome -n '__luahome_at restore 1' -a '(__luahome_workspaces)'

complete -c luahome -n '__luahome_at run 0' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_at run 0' -s w -l workspace -x -a '(__luahome_workspaces)' -d 'The directory that holds the data. Default: $LUAHOME_WORKSPACE, else luahome in $XDG_DATA_HOME or in ~/.local/share.'
complete -c luahome -n '__luahome_at run 0' -l no-memory-alias -d 'Leave out the global Memory, the old name of _home.'
complete -c luahome -n '__luahome_at run 0' -l read-only -d 'Refuse all changes. Shows the state at the start, also while another luahome writes to the workspace.'
complete -c luahome -n '__luahome_at run 0' -l sandbox -d 'Keep the Lua code from files, processes, the environment and modules.'
complete -c luahome -n '__luahome_at run 0' -l java -d 'Give the Lua code the library luajava, by which it reaches all of Java.'
complete -c luahome -n '__luahome_at run 0' -l max-memory -x -d 'Stop Lua code that makes the heap grow by more, such as 64m.'
complete -c luahome -n '__luahome_at run 0' -l max-time -x -d 'Stop an entry, or the Lua between two commands, that takes longer.'
complete -c luahome -n '__luahome_at run 0' -s e -x -d 'Run a piece of Lua before FILE, or without one.'
complete -c luahome -n '__luahome_at run 0' -s l -x -d 'Require a module first, as a global of that name.'
complete -c luahome -n '__luahome_at run 0' -s i -d 'Go on at a prompt, if all ended well.'
complete -c luahome -n '__luahome_at run 0' -a '(__fish_complete_path (commandline -ct))'
complete -c luahome -n '__luahome_at run 1 more' -a '(__fish_complete_path (commandline -ct))'

complete -c luahome -n '__luahome_command tables' -s h -l help -d 'Show this help and exit.'
complete -c luahome -n '__luahome_command tables' -l json -d 'Write JSON.'
complete -c luahome -n '__luahome_at tables 0' -a '(__luahome_workspaces)'
complete -c luahome -n '__luahome_at tables 1' -a '(__luahome_tables)'
