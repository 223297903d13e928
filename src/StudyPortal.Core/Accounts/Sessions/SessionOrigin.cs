using System.Net;
using System.Net.Sockets;

namespace StudyPortal.Core.Accounts;

/// <summary>Where a sign-in came from, told no more exactly than its owner needs to know it again.</summary>
public static class SessionOrigin
{
    private const int Network4Bytes = 3;
    private const int Network6Bytes = 6;

    // Later names also call themselves by the earlier ones' words: the first that fits is right.
    private static readonly (string Word, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Word, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>The first three bytes of an IPv4 address, the first six of an IPv6 one; empty where there is none.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var (bytes, kept) = (plain.GetAddressBytes(), plain.AddressFamily == AddressFamily.InterNetwork ? Network4Bytes : Network6Bytes);
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    /// <summary>The family of the browser and its system, without versions; empty where neither is known.</summary>
    public static string BrowserOf(string userAgent) => string.Join(", ", new[] { NameIn(userAgent, Browsers), NameIn(userAgent, Systems) }.OfType<string>());

    private static string? NameIn(string text, (string Word, string Name)[] known) =>
        known.Where(k => text.Contains(k.Word, StringComparison.Ordinal)).Select(k => k.Name).FirstOrDefault();
}
