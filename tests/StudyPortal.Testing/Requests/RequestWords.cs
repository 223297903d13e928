namespace StudyPortal.Testing.Requests;

/// <summary>What is put into damaged requests.</summary>
internal static class RequestWords
{
    public static readonly string[] Endings = ["/", "//", "/..", "/.", "/%2e%2e/", "/%2f", ";a=b", "/\xff", "%00", ".json", "~", "/*", "?", "#x", "%20", "/..%2f..%2fappsettings.json", "\\..\\", "/CON", "/.git/config", "%E2%80%8B"];

    public static readonly string[] QueryNames =
    [
        "page", "pageSize", "split", "label", "value", "view", "modality", "review", "text", "low", "high", "with", "format", "width", "height", "dpi", "name", "offset", "total", "returnUrl", "failed",
        "difference", "readers", "cases", "power", "alpha", "seed", "study", "model", "dataset", "state", "kind", "id", "negotiateVersion", "method", "contract", "normalise", "_handler", "culture", "",
    ];

    public static readonly string[] HeaderNames =
    [
        "Accept", "Accept-Language", "Accept-Encoding", "Range", "If-None-Match", "If-Match", "If-Modified-Since", "If-Range", "Cookie", "Content-Encoding", "Expect", "Host", "X-Forwarded-For", "X-Forwarded-Proto",
        "X-Forwarded-Host", "Forwarded", "Authorization", "Origin", "Referer", "Upgrade", "Sec-WebSocket-Key", "X-HTTP-Method-Override", "RequestVerificationToken", "traceparent", "Content-Type", "Date", "User-Agent", "blazor-enhanced-nav", "Content-Disposition",
    ];

    public static readonly Func<string>[] HeaderValues =
    [
        () => "", () => "*/*", () => "text/html", () => "text/html;q=abc,,;;=,", () => "application/json;q=NaN", () => "de;q=2,en;q=-1,xx-XX-XX-XX,*", () => "bytes=0-0,-1,5-2", () => "bytes=-9223372036854775809", () => "bytes=0-99999999999999999999",
        () => "\"", () => "W/\"a\", \"b", () => "*", () => "Thu, 99 Foo 2026 99:99:99 GMT", () => "studyportal=CfDJ8AAAA; studyportal=x; .AspNetCore.Antiforgery=x; theme=%ff; .AspNetCore.Culture=c%3D%7Cuic%3D", () => ".AspNetCore.Culture=c=xx|uic=../../etc",
        () => "gzip", () => "br, deflate, nonsense", () => "100-continue", () => "evil.example", () => "localhost:99999", () => "[::1", () => "127.0.0.1, 10.0.0.1, garbage", () => "for=\"_x\";proto=https", () => "Bearer ", () => "Bearer studyportal_", () => $"Bearer studyportal_{new string('A', 4000)}",
        () => "Basic !!!!", () => "Bearer \xff\xfe", () => "null", () => "https://evil.example", () => "websocket", () => "DELETE", () => new string('x', 9_000), () => new string('x', 40_000), () => "\xff\xfe\x80", () => "a\tb", () => "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-01",
        () => "multipart/form-data", () => "text/plain; charset=utf-7", () => "application/json; charset=nonsense", () => "on",
    ];

    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "FOO"];

    public static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "application/octet-stream", FormBody.UrlEncoded, "multipart/form-data", "multipart/form-data; boundary=x", "application/xml", "application/grpc", "",
        ";", "/", "a/b/c", "text/html; charset=\xff", "application/problem+json",
    ];

    public static readonly IReadOnlyList<(string, string)>[] Framings =
    [
        [], [("Content-Length", "-1")], [("Content-Length", "NaN")], [("Content-Length", "99999999999999999999")], [("Content-Length", "1"), ("Content-Length", "2")], [("Content-Length", "1"), ("Transfer-Encoding", "chunked")], [("Content-Length", "1,2")],
        [("Content-Length", "999999999")], [("Transfer-Encoding", "gzip, chunked")], [("Transfer-Encoding", "identity")], [("Transfer-Encoding", "nonsense")],
    ];

    public static readonly string[] Chunks = ["", "0\r\n\r\n", "5\r\n{\"a\":", "ffffffffffffffff\r\nx", "-1\r\n", "zz\r\nabc\r\n0\r\n\r\n", "2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n", "2\r\n{}\r\n0", "2;ext=\xff\r\n{}\r\n0\r\n\r\n"];
}
