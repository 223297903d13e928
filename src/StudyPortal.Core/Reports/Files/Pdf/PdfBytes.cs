using System.Text;
using System.Text.RegularExpressions;

namespace StudyPortal.Core.Reports.Files.Pdf;

/// <summary>PDFsharp draws the ids of a document and the tags of its embedded fonts at random; here they follow from what the document is of.</summary>
internal static partial class PdfBytes
{
    /// <param name="pdf">As PDFsharp wrote it; every replacement is as long as what it replaces, so that no address in the file changes.</param>
    /// <param name="identity">At least 32 hexadecimal digits.</param>
    public static byte[] Repeatable(byte[] pdf, string identity)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var tags = new List<string>();
        text = FontTag().Replace(text, found =>
        {
            if (!tags.Contains(found.Value)) tags.Add(found.Value);
            return $"AAAAA{(char)('A' + tags.IndexOf(found.Value))}";
        });
        var id = identity[..32].ToUpperInvariant();
        text = DocumentId().Replace(text, $"/ID[<{id}><{id}>]");
        text = XmpId().Replace(text, $"uuid:{new Guid(id)}");
        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex(@"(?<=/)[A-Z]{6}(?=\+Arimo)")]
    private static partial Regex FontTag();

    [GeneratedRegex(@"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")]
    private static partial Regex DocumentId();

    [GeneratedRegex("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex XmpId();
}
