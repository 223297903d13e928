using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace StudyPortal.Benchmarks;

/// <summary>
/// A window that Playwright does not listen to: for its own windows it has Chromium keep all that they fetch, which would count as memory
/// of the page.
/// </summary>
internal sealed class UnwatchedWindow
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ICDPSession _browser;
    private readonly string _session;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = new();
    private int _last;

    private UnwatchedWindow(ICDPSession browser, string session)
    {
        (_browser, _session) = (browser, session);
        browser.Event("Target.receivedMessageFromTarget").OnEvent += (_, message) => Hear(message!.Value);
    }

    /// <summary>An empty window for whoever is signed in on this page, which can then be closed.</summary>
    public static async Task<UnwatchedWindow> OpenAsync(IPage signedIn)
    {
        var browser = await signedIn.Context.Browser!.NewBrowserCDPSessionAsync();
        var context = await AskAsync(browser, "Target.createBrowserContext", [], "browserContextId");
        var cookies = (await signedIn.Context.CookiesAsync()).Select(cookie => new { name = cookie.Name, value = cookie.Value, domain = cookie.Domain, path = cookie.Path });
        await browser.SendAsync("Storage.setCookies", new() { ["browserContextId"] = context, ["cookies"] = cookies });
        var target = await AskAsync(browser, "Target.createTarget", new() { ["url"] = "about:blank", ["browserContextId"] = context, ["width"] = 1440, ["height"] = 900 }, "targetId");
        return new UnwatchedWindow(browser, await AskAsync(browser, "Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = false }, "sessionId"));
    }

    /// <summary>The value of an expression in the page; a promise is waited for.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression) =>
        (await SendAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true })).GetProperty("result").GetProperty("value");

    public async Task<JsonElement> SendAsync(string method, object? arguments = null)
    {
        var number = Interlocked.Increment(ref _last);
        var answer = _asked[number] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = JsonSerializer.Serialize(new { id = number, method, @params = arguments ?? new { } });
        await _browser.SendAsync("Target.sendMessageToTarget", new() { ["sessionId"] = _session, ["message"] = message });
        var reply = await answer.Task.WaitAsync(Patience);
        return reply.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"Chromium does not do {method}: {reply}");
    }

    /// <summary>Those of the whole browser, by Chromium's names of their kinds.</summary>
    public async Task<IReadOnlyList<(string Kind, double ResidentBytes)>> ProcessesAsync()
    {
        var processes = (await _browser.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray();
        return [.. processes.Select(process => (process.GetProperty("type").GetString()!, ResidentBytes(process.GetProperty("id").GetInt32())))];
    }

    private void Hear(JsonElement message)
    {
        var reply = JsonDocument.Parse(message.GetProperty("message").GetString()!).RootElement;
        if (reply.TryGetProperty("id", out var number) && _asked.TryRemove(number.GetInt32(), out var answer)) answer.SetResult(reply);
    }

    private static double ResidentBytes(int number)
    {
        using var process = Process.GetProcessById(number);
        return process.WorkingSet64;
    }

    private static async Task<string> AskAsync(ICDPSession browser, string method, Dictionary<string, object> arguments, string of) =>
        (await browser.SendAsync(method, arguments))!.Value.GetProperty(of).GetString()!;
}
