using System.Globalization;
using System.Text;

namespace StudyPortal.Testing.Requests;

/// <summary>One way to make a good request a bad one.</summary>
/// <param name="Name">For the list of what was found.</param>
public sealed record RequestMutation(string Name, Func<RawRequest, Random, RawRequest> Apply)
{
    public static IReadOnlyList<RequestMutation> All { get; } =
    [
        new("a segment of the path", (request, random) => request with { Path = Segment(request.Path, random) }),
        new("more path", (request, random) => request with { Path = $"{request.Path}{Pick(RequestWords.Endings, random)}" }),
        new("a query", (request, random) => request with { Query = $"{request.Query}&{Pick(RequestWords.QueryNames, random)}={Nasty.Text(random)}".TrimStart('&') }),
        new("a value of the query", (request, random) => request with { Query = Damaged(request.Query, random) }),
        new("a query often", (request, random) => request with { Query = string.Join('&', Enumerable.Repeat($"{Pick(RequestWords.QueryNames, random)}={Nasty.Text(random)}", random.Next(2, 60))) }),
        new("every known query", (request, random) => request with { Query = string.Join('&', RequestWords.QueryNames.Select(name => $"{name}={Nasty.Text(random)}")) }),
        new("a header", (request, random) => request.With(Pick(RequestWords.HeaderNames, random), Pick(RequestWords.HeaderValues, random)())),
        new("a header twice", (request, random) => Pick(RequestWords.HeaderNames, random) is var name ? request.And(name, Pick(RequestWords.HeaderValues, random)()).And(name, Pick(RequestWords.HeaderValues, random)()) : request),
        new("headers without end", (request, random) => request with { Headers = [.. request.Headers, .. Enumerable.Range(0, random.Next(50, 200)).Select(number => ($"X-{number}", "x"))] }),
        new("the method", (request, random) => request with { Method = Pick(RequestWords.Methods, random) }),
        new("the content type", (request, random) => request.With("Content-Type", Pick(RequestWords.ContentTypes, random))),
        new("a JSON body", (request, random) => request.With("Content-Type", "application/json") with { Body = JsonBody.Damage(IsJson(request) ? request.Body : "{}"u8.ToArray(), random) }),
        new("a JSON body", (request, random) => IsJson(request) ? request with { Body = JsonBody.Damage(request.Body, random) } : request),
        new("a form", FormBody.Damage),
        new("bytes", (request, random) => request with { Body = Bytes(random) }),
        new("a cut body", (request, random) => request with { Framing = [("Content-Length", (request.Body.Length + random.Next(1, 5000)).ToString(CultureInfo.InvariantCulture))] }),
        new("a body longer than said", (request, random) => request with { Framing = [("Content-Length", random.Next(request.Body.Length + 1).ToString(CultureInfo.InvariantCulture))], Body = [.. request.Body, .. Bytes(random)] }),
        new("no length at all", (request, random) => request with { Framing = Pick(RequestWords.Framings, random) }),
        new("wrong chunks", (request, random) => request with { Framing = [("Transfer-Encoding", "chunked")], Body = Encoding.Latin1.GetBytes(Pick(RequestWords.Chunks, random)) }),
    ];

    /// <summary>One to three of them, one after the other.</summary>
    public static (RawRequest Request, string Names) Some(RawRequest request, Random random)
    {
        List<string> names = [];
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var mutation = Pick(All, random);
            names.Add(mutation.Name);
            request = mutation.Apply(request, random);
        }

        return (request, string.Join(", ", names));
    }

    /// <summary>A value for a query, as it goes over the line.</summary>
    public static string Value(Random random) => Nasty.Text(random);

    private static string Segment(string path, Random random)
    {
        var parts = path.Split('/');
        parts[random.Next(1, Math.Max(2, parts.Length))] = Nasty.Text(random);
        return string.Join('/', parts);
    }

    private static string Damaged(string query, Random random)
    {
        if (query.Length == 0) return query;
        var pairs = query.Split('&');
        var at = random.Next(pairs.Length);
        pairs[at] = random.Next(4) == 0 ? "" : $"{pairs[at].Split('=')[0]}={Nasty.Text(random)}";
        return string.Join('&', pairs);
    }

    private static bool IsJson(RawRequest request) => request.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) == true && request.Body is [(byte)'{', .., (byte)'}'];

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(4) == 0 ? 200_000 : random.Next(1, 2_000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];
}
