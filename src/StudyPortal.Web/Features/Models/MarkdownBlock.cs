namespace StudyPortal.Web.Features.Models;

/// <summary>A block of the little Markdown that model cards are written in.</summary>
public abstract record MarkdownBlock
{
    private const string Fence = "```";

    private MarkdownBlock()
    {
    }

    public sealed record Heading(int Level, string Text) : MarkdownBlock;

    public sealed record Quote(string Text) : MarkdownBlock;

    public sealed record Code(string Text) : MarkdownBlock;

    /// <summary>A table of two columns without head.</summary>
    public sealed record Table(IReadOnlyList<(string Name, string Value)> Rows) : MarkdownBlock;

    public sealed record Paragraph(string Text) : MarkdownBlock;

    public static IReadOnlyList<MarkdownBlock> Parse(string markdown)
    {
        var lines = new Queue<string>(markdown.Split('\n'));
        var blocks = new List<MarkdownBlock>();
        while (lines.TryDequeue(out var line))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal)) blocks.Add(new Code(string.Join('\n', TakeUntilFence(lines))));
            else if (line.StartsWith('|')) blocks.Add(TableOf(line, lines));
            else if (line.StartsWith('#')) blocks.Add(new Heading(line.TakeWhile(c => c == '#').Count(), line.TrimStart('#').Trim()));
            else if (line.StartsWith('>')) blocks.Add(new Quote(Plain(line[1..])));
            else if (line.Trim().Length > 0) blocks.Add(new Paragraph(Plain(line)));
        }

        return blocks;
    }

    private static IEnumerable<string> TakeUntilFence(Queue<string> lines)
    {
        while (lines.TryDequeue(out var line) && !line.StartsWith(Fence, StringComparison.Ordinal))
            yield return line;
    }

    private static Table TableOf(string first, Queue<string> lines)
    {
        var rows = new List<string> { first };
        while (lines.TryPeek(out var next) && (next.StartsWith('|') || next.Trim().Length == 0 && lines.ElementAtOrDefault(1)?.StartsWith('|') == true))
            rows.Add(lines.Dequeue());
        var cells = rows.Select(row => row.Trim('|', ' ').Split('|', 2, StringSplitOptions.TrimEntries));
        return new Table([.. cells.Where(c => c is [{ Length: > 0 }, _] && !c[0].StartsWith('-')).Select(c => (Plain(c[0]), Plain(c[1])))]);
    }

    private static string Plain(string text) => text.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).Trim();
}
