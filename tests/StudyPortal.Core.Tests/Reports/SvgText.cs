using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>The texts of a figure's SVG, and where each begins and its last letter stands.</summary>
internal sealed record SvgText(string Words, (double X, double Y) First, (double X, double Y) Last)
{
    public static IReadOnlyList<SvgText> Of(byte[] svg) =>
        [.. XDocument.Parse(Encoding.UTF8.GetString(svg)).Descendants().Where(element => element.Name.LocalName == "text").Select(Read)];

    /// <summary>All words of the figure in the order in which they were drawn, so that broken lines join again.</summary>
    public static string All(byte[] svg) => string.Join(' ', Of(svg).Select(text => text.Words));

    private static SvgText Read(XElement text)
    {
        var places = Numbers(text.Attribute("x")!.Value);
        var transform = text.Attribute("transform")?.Value ?? "translate(0 0)";
        var numbers = Numbers(transform[(transform.IndexOf('(') + 1)..^1]);
        double[] matrix = numbers.Length == 6 ? numbers : [1, 0, 0, 1, numbers[0], numbers.Length > 1 ? numbers[1] : 0];
        (double, double) At(double along) => (matrix[4] + (matrix[0] * along), matrix[5] + (matrix[1] * along));
        return new SvgText(text.Value.Trim(), At(places[0]), At(places[^1]));
    }

    private static double[] Numbers(string text) =>
        [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}
