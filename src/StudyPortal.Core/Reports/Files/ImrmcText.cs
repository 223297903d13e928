using System.Globalization;
using System.Text;

namespace StudyPortal.Core.Reports.Files;

/// <summary>
/// The input of iMRMC, the FDA's program for reader studies (github.com/DIDSR/iMRMC, release 4): a free head with the sizes of the study, and
/// after "BEGIN DATA:" four cells a line, of which the truth of a case is said by the reader "truth" under the modality "truth".
/// </summary>
internal static class ImrmcText
{
    /// <param name="head">What the file is; what iMRMC could take for sizes or cells is left out.</param>
    /// <param name="scores">Names must be free of commas and blanks.</param>
    public static byte[] Write(IEnumerable<string> head, IReadOnlyList<ImrmcScore> scores)
    {
        var cases = scores.Select(score => (score.Case, score.Truth)).Distinct().ToList();
        var text = new StringBuilder();
        foreach (var line in head) text.Append(Harmless(line)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"N0: {cases.Count(each => !each.Truth)}\n")
            .Append(CultureInfo.InvariantCulture, $"N1: {cases.Count(each => each.Truth)}\n")
            .Append(CultureInfo.InvariantCulture, $"NR: {scores.Select(score => score.Reader).Distinct().Count()}\n")
            .Append(CultureInfo.InvariantCulture, $"NM: {scores.Select(score => score.Arm).Distinct().Count()}\n\nBEGIN DATA:\n");
        foreach (var (name, truth) in cases) text.Append($"truth,{name},truth,{(truth ? 1 : 0)}\n");
        foreach (var score in scores) text.Append(CultureInfo.InvariantCulture, $"{score.Reader},{score.Case},{score.Arm},{score.Score:R}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Harmless(string line) => string.Concat(line.Select(letter => letter is ':' or ',' || char.IsControl(letter) ? ' ' : letter));
}
