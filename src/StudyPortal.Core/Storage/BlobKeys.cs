namespace StudyPortal.Core.Storage;

/// <summary>The setting <c>Storage:BlobKeys</c>: the first key encrypts what is stored, all of them decrypt; without one blobs are stored as they are.</summary>
public sealed class BlobKeys
{
    public const string Name = "Storage:BlobKeys";

    private readonly IReadOnlyList<BlobKey> _keys;

    private BlobKeys(string setting, IReadOnlyList<BlobKey> keys) => (Setting, _keys) = (setting, keys);

    public static BlobKeys None { get; } = new("", []);

    /// <summary>As it was given, for another process of the same portal; never for people.</summary>
    public string Setting { get; }

    /// <summary>What new blobs are encrypted under; null for nothing.</summary>
    internal BlobKey? First => _keys.Count > 0 ? _keys[0] : null;

    internal BlobKey? Find(string id) => _keys.FirstOrDefault(key => key.Id == id);

    /// <param name="setting">Keys of 32 bytes in base64, with commas between them; null or empty for none.</param>
    /// <exception cref="InvalidOperationException">One of them is no key. The message says which, and never what it is.</exception>
    public static BlobKeys Parse(string? setting) =>
        string.IsNullOrWhiteSpace(setting) ? None : new BlobKeys(setting, [.. setting.Split(',', StringSplitOptions.TrimEntries).Select((text, index) => new BlobKey(BytesOf(text, index + 1)))]);

    public override string ToString() => FormattableString.Invariant($"{_keys.Count} keys");

    private static byte[] BytesOf(string text, int number)
    {
        var bytes = new byte[text.Length];
        var isBase64 = Convert.TryFromBase64String(text, bytes, out var length);
        if (isBase64 && length == BlobKey.Length) return bytes[..length];
        var found = isBase64 ? FormattableString.Invariant($"has {length} bytes") : "is no base64";
        throw new InvalidOperationException(FormattableString.Invariant(
            $"Key {number} of {Name} {found}: expected {BlobKey.Length} random bytes in base64, several keys with commas between them. 'openssl rand -base64 {BlobKey.Length}' makes one."));
    }
}
