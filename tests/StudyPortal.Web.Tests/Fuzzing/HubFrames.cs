using System.Text;

namespace StudyPortal.Web.Tests.Fuzzing;

/// <summary>Messages that no client would send.</summary>
internal static class HubFrames
{
    private const char End = '\u001e';

    private static readonly string[] Targets = ["Board", "Alarms", "board", "ToString", "Dispose", "OnConnectedAsync", "GetType", "", "\\u0000", "job"];

    private static readonly string[] Arguments =
    [
        "", "null", "\"not a guid\"", "\"00000000-0000-0000-0000-000000000000\"", "1", "1e309", "{}", "[]", "[[[[[]]]]]", "\"\\ud800\"", "\"a\",\"b\",\"c\"", "true", "{\"a\":{\"b\":[]}}", "NaN",
    ];

    /// <summary>For the hub of live progress, whose messages are JSON.</summary>
    public static byte[] Json(Random random) => random.Next(10) switch
    {
        0 => Bytes(random),
        1 => Encoding.UTF8.GetBytes($"{new string('[', 3_000)}{End}"),
        2 => Encoding.UTF8.GetBytes($"{{\"type\":{random.Next(-2, 12)},\"invocationId\":\"1\",\"target\":\"Board\",\"arguments\":[]}}{End}"),
        3 => Encoding.UTF8.GetBytes($"{{\"type\":1,\"target\":\"{new string('t', 40_000)}\",\"arguments\":[]}}{End}"),
        4 => Encoding.UTF8.GetBytes($"{{\"type\":\"1\",\"target\":1,\"arguments\":{{}}}}{End}"),
        5 => Encoding.UTF8.GetBytes($"{{\"type\":4,\"invocationId\":\"{random.Next()}\",\"target\":\"Board\",\"arguments\":[{Argument(random)}],\"streamIds\":[\"1\",\"1\"]}}{End}"),
        6 => [.. "{\"type\":1,\"target\":\""u8, 0xff, 0xfe, .. "\",\"arguments\":[]}"u8, (byte)End],
        _ => Encoding.UTF8.GetBytes($"{{\"type\":1,\"invocationId\":\"{random.Next()}\",\"target\":\"{Targets[random.Next(Targets.Length)]}\",\"arguments\":[{Argument(random)}]}}{End}"),
    };

    /// <summary>The methods that a page's connection has.</summary>
    private static readonly string[] PageTargets =
    [
        "StartCircuit", "ConnectCircuit", "ResumeCircuit", "PauseCircuit", "BeginInvokeDotNetFromJS", "EndInvokeJSFromDotNet", "ReceiveByteArray", "ReceiveJSDataChunk", "SendDotNetStreamToJS", "OnRenderCompleted",
        "OnLocationChanged", "OnLocationChanging", "UpdateRootComponents", "DispatchBrowserEvent", "nothing",
    ];

    /// <summary>For the connection of a page, whose messages are MessagePack, each preceded by its length.</summary>
    public static byte[] Page(Random random)
    {
        if (random.Next(6) == 0) return Bytes(random);
        // [1 (invocation), {} (headers), id, target, [arguments]]
        List<byte> body = [0x95, 0x01, 0x80, .. Text($"{random.Next(1000)}"), .. Text(PageTargets[random.Next(PageTargets.Length)])];
        var count = random.Next(6);
        body.Add((byte)(0x90 + count));
        for (var argument = 0; argument < count; argument++) body.AddRange(PackedArgument(random));
        if (random.Next(6) == 0) body = body[..random.Next(body.Count)];
        return [.. Length(random.Next(12) == 0 ? random.Next() : body.Count), .. body];
    }

    private static string Argument(Random random) => Arguments[random.Next(Arguments.Length)];

    private static byte[] PackedArgument(Random random) => random.Next(9) switch
    {
        0 => [0xc0],
        1 => [0xc3],
        2 => [(byte)random.Next(128)],
        3 => [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
        4 => [0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0],
        5 => [0xdd, 0x7f, 0xff, 0xff, 0xff],
        6 => Text("[{\"type\":\"server\",\"sequence\":-1,\"descriptor\":\"x\"}]"),
        7 => Text("https://evil.example/"),
        _ => Text(new string('a', random.Next(1, 300))),
    };

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [0xda, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }

    private static IEnumerable<byte> Length(int length)
    {
        for (; length > 127; length >>= 7) yield return (byte)(length & 127 | 128);
        yield return (byte)length;
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(8) == 0 ? 100_000 : random.Next(1, 500)];
        random.NextBytes(bytes);
        return bytes;
    }
}
