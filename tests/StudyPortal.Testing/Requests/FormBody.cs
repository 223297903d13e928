using System.Text;

namespace StudyPortal.Testing.Requests;

/// <summary>Bodies that call themselves forms.</summary>
internal static class FormBody
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";

    public static RawRequest Damage(RawRequest request, Random random)
    {
        var form = Encoding.Latin1.GetString(request.Body);
        return random.Next(8) switch
        {
            0 => Form(request, string.Join('&', Enumerable.Range(0, 3000).Select(number => $"k{number}=1"))),
            1 => Form(request, $"{form}&{new string('k', 5000)}=1"),
            2 => Form(request, $"{form}&{Field(random)}={Nasty.Text(random)}"),
            3 => Form(request, $"{Field(random)}={Nasty.Text(random)}&{form}"),
            4 => Form(request, string.Concat(Enumerable.Range(0, 40).Select(depth => $"Entry[{depth}].{Field(random)}=%00&")) + form),
            5 => Form(request, form.Replace('=', '&')),
            6 => Multipart(request, random),
            _ => Form(request, $"{form}&account={Nasty.Text(random)}&_handler={Nasty.Text(random)}&__RequestVerificationToken={Nasty.Text(random)}"),
        };
    }

    private static RawRequest Form(RawRequest request, string body) => request.With("Content-Type", UrlEncoded) with { Body = Encoding.Latin1.GetBytes(body) };

    private static RawRequest Multipart(RawRequest request, Random random)
    {
        var boundary = random.Next(4) switch { 0 => "", 1 => new string('b', 300), 2 => "\"", _ => "xx" };
        var part = random.Next(4) switch
        {
            0 => $"--{boundary}\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\n{Nasty.Text(random)}\r\n--{boundary}--\r\n",
            1 => $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.png\"\r\nContent-Type: image/png\r\n\r\n{new string('p', 70_000)}",
            2 => $"--{boundary}\r\n{new string('h', 20_000)}: x\r\n\r\nvalue\r\n--{boundary}--\r\n",
            _ => $"--{boundary}",
        };
        return request.With("Content-Type", boundary.Length == 0 ? "multipart/form-data" : $"multipart/form-data; boundary={boundary}") with { Body = Encoding.Latin1.GetBytes(part) };
    }

    private static string Field(Random random) => Fields[random.Next(Fields.Length)];

    private static readonly string[] Fields = ["email", "password", "returnUrl", "account", "Entry.DisplayName", "Entry.Password", "Entry.Email", "_handler", "__RequestVerificationToken", "Entry", "Entry[0]", "x"];
}
