using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using StudyPortal.Testing.Requests;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>Somebody who asks: signed in or not, with an antiforgery token of his own, from a loopback address of his own.</summary>
public sealed partial class MatrixPerson
{
    private const string SessionCookie = "studyportal";

    private readonly LivePortal _live;
    private readonly Guid? _account;
    private readonly Uri _portal;
    private readonly CookieContainer _cookies;
    private readonly IPAddress _address;
    private readonly string _formToken;
    private readonly string? _apiToken;

    private MatrixPerson(LivePortal live, Guid? account, CookieContainer cookies, IPAddress address, string formToken, string? apiToken) =>
        (_live, _account, _portal, _cookies, _address, _formToken, _apiToken) = (live, account, live.Address, cookies, address, formToken, apiToken);

    /// <param name="account">Null for nobody.</param>
    /// <param name="number">Sign-in is limited by address: each person comes from another.</param>
    /// <param name="apiToken">Of a program, sent with every request; null for a browser.</param>
    public static async Task<MatrixPerson> EnterAsync(LivePortal portal, Guid? account, int number, string? apiToken = null)
    {
        var cookies = account is { } known ? await portal.CookiesAsync(known) : new CookieContainer();
        using var client = portal.NewClient(cookies);
        var token = FormToken().Match(await client.GetStringAsync("/sign-in")).Groups[1].Value;
        return new MatrixPerson(portal, account, cookies, new IPAddress([127, 0, 0, (byte)number]), token, apiToken);
    }

    /// <summary>The status, or where he is led to.</summary>
    public async Task<string> AskAsync(string method, string path, HttpContent? body)
    {
        // A window for one request: whatever it is given, the person stays who he is.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = await WindowAsync(path), ConnectCallback = ConnectAsync }) { BaseAddress = _portal };
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        if (body is not null) request.Headers.Add("RequestVerificationToken", _formToken);
        if (_apiToken is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _apiToken);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (answer.StatusCode, answer.Headers.Location?.ToString().Replace(_portal.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal)) switch
        {
            (HttpStatusCode.Redirect, { } to) when to.StartsWith("/sign-in?returnUrl=", StringComparison.Ordinal) => "in",
            (HttpStatusCode.Redirect, { } to) when to.StartsWith("/access-denied", StringComparison.Ordinal) => "no",
            _ => Text(answer.StatusCode),
        };
    }

    /// <summary>What he sends, before anybody damages it.</summary>
    public async Task<RawRequest> WriteAsync(string method, string path, string query, HttpContent? body)
    {
        List<(string, string)> headers = [("Accept", "text/html")];
        if ((await WindowAsync(path)).GetCookieHeader(_portal) is { Length: > 0 } cookies) headers.Add(("Cookie", cookies));
        if (_apiToken is not null) headers.Add(("Authorization", $"Bearer {_apiToken}"));
        if (body is null) return new RawRequest(method, path, query, headers, []);
        headers.AddRange([("RequestVerificationToken", _formToken), ("Content-Type", body.Headers.ContentType?.ToString() ?? "application/octet-stream")]);
        return new RawRequest(method, path, query, headers, await body.ReadAsByteArrayAsync());
    }

    /// <summary>The status that refuses the connection, else what the answer counts as.</summary>
    public async Task<string> CallAsync(string hub, string method, object?[] arguments)
    {
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(_portal, hub), Identify).Build();
        try
        {
            await connection.StartAsync();
        }
        catch (HttpRequestException refused) when (refused.StatusCode is { } status)
        {
            return Text(status);
        }

        return await connection.InvokeCoreAsync(method, typeof(JsonElement), arguments) is JsonElement { ValueKind: not JsonValueKind.Null } ? "200" : "404";
    }

    private static string Text(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    private void Identify(HttpConnectionOptions options)
    {
        options.Cookies = Copy();
        if (_apiToken is not null) options.Headers["Authorization"] = $"Bearer {_apiToken}";
    }

    /// <summary>Whoever signs out or in anew ends a session of its own, so that the person stays signed in.</summary>
    private async Task<CookieContainer> WindowAsync(string path)
    {
        var window = Copy();
        if (path is not ("/sign-out" or "/sign-in/enter-as") || _account is not { } account) return window;
        window.Add((await _live.CookiesAsync(account)).GetAllCookies().Single(cookie => cookie.Name == SessionCookie));
        return window;
    }

    private CookieContainer Copy()
    {
        var copy = new CookieContainer();
        copy.Add(_cookies.GetAllCookies());
        return copy;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(_address, 0));
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
