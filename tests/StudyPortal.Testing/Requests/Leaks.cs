using System.Text.RegularExpressions;

namespace StudyPortal.Testing.Requests;

/// <summary>Words that tell a stranger how the inside looks: types of exceptions, stack traces, folders of the server.</summary>
/// <param name="folders">Of the server: none of them may be named.</param>
public sealed partial class Leaks(IReadOnlyList<string> folders)
{
    /// <summary>Null, or what the text gives away.</summary>
    public string? In(string text)
    {
        if (Inside().Match(text) is { Success: true } found) return found.Value;
        return folders.FirstOrDefault(folder => text.Contains(folder, StringComparison.Ordinal));
    }

    // HubException is SignalR's own word to its clients. "Exception" as the end of a type's name, a line of a stack trace, a line of a source file, the names of what stores the data.
    [GeneratedRegex(@"\b(?!HubException\b)[A-Z][A-Za-z.]*[a-z]Exception\b|\n\s+at [A-Z]\w*(\.\w+)+|\.cs:line \d+|SQLite Error|SQLITE_|Npgsql|Microsoft\.EntityFrameworkCore|UNIQUE constraint|System\.Private\.CoreLib|/home/|/root/|/tmp/")]
    private static partial Regex Inside();
}
