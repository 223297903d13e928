namespace StudyPortal.Web.Features.Reports.Numbers;

/// <summary>The reasons of one table's missing numbers, each named by a letter, so that no cell holds a sentence.</summary>
public sealed class Footnotes
{
    private const int Letters = 26;
    private readonly List<string> _reasons = [];

    public event Action? Added;

    public IEnumerable<(string Mark, string Reason)> All => _reasons.Select((reason, index) => (MarkOf(index), reason));

    /// <summary>The letter of this reason, a new one at its first use.</summary>
    public string Mark(string reason)
    {
        if (!_reasons.Contains(reason))
        {
            _reasons.Add(reason);
            Added?.Invoke();
        }

        return MarkOf(_reasons.IndexOf(reason));
    }

    private static string MarkOf(int index) => index < Letters ? $"{(char)('a' + index)}" : MarkOf((index / Letters) - 1) + MarkOf(index % Letters);
}
