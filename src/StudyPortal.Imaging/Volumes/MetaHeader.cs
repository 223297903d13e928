using System.Globalization;
using System.Text;

namespace StudyPortal.Imaging.Volumes;

/// <summary>The lines <c>key = value</c> of a MetaImage header, up to ElementDataFile, which is its last.</summary>
internal sealed class MetaHeader
{
    private const int Longest = 65536;
    private const string DataFileKey = "ElementDataFile";
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private MetaHeader(ReadOnlySpan<byte> start)
    {
        while (!_values.ContainsKey(DataFileKey))
        {
            var rest = start[End..];
            var length = rest.IndexOf((byte)'\n');
            if (rest.IsEmpty || (length < 0 && start.Length == Longest))
                throw new ImageFormatException(ImageFault.InvalidDataset, $"The header has no {DataFileKey} within its first {Longest} bytes.", offset: End);
            Add(Encoding.Latin1.GetString(length < 0 ? rest : rest[..length]).Trim());
            End += length < 0 ? rest.Length : length + 1;
        }
    }

    /// <summary>The byte after the header.</summary>
    public int End { get; private set; }

    public string DataFile => _values[DataFileKey];

    /// <exception cref="ImageFormatException">The file is missing or does not begin as a MetaImage header does.</exception>
    public static MetaHeader Read(string path)
    {
        if (!File.Exists(path))
            throw new ImageFormatException(ImageFault.MissingFile, "The file does not exist.");
        using var file = File.OpenRead(path);
        var start = new byte[Longest];
        return new MetaHeader(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
    }

    /// <summary>The value of the first of these keys that is there.</summary>
    public string? Text(params string[] keys) => keys.Select(key => _values.GetValueOrDefault(key)).FirstOrDefault(value => value is not null);

    public bool IsTrue(params string[] keys) => Text(keys) is { } value && value.StartsWith("T", StringComparison.OrdinalIgnoreCase);

    /// <summary>So many finite numbers, or null where none of the keys is there.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET.</exception>
    public double[]? Numbers(int count, params string[] keys)
    {
        if (Text(keys) is not { } text)
            return null;
        double[] numbers = [.. text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(part => Number(keys[0], part))];
        return numbers.Length == count ? numbers : throw Invalid(keys[0], text, $"{count} numbers");
    }

    /// <summary>Whole numbers, at most as many as a volume has axes.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET.</exception>
    public long[] WholeNumbers(string key) =>
        [.. (Text(key) ?? throw Invalid(key, "missing", "whole numbers")).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(part =>
            long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid(key, part, "a whole number"))];

    public static ImageFormatException Invalid(string key, string found, string expected) =>
        new(ImageFault.InvalidDataset, $"{key} is \"{Shortened(found)}\"; {expected} was expected.");

    /// <summary>Values come from outside: a short one is enough to find it by.</summary>
    public static string Shortened(string value) => value.Length <= 80 ? value : value[..80] + "...";

    private static double Number(string key, string part) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Invalid(key, part, "a number");

    private void Add(string line)
    {
        if (line.Length == 0)
            return;
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
            throw new ImageFormatException(ImageFault.UnsupportedFormat, "Not a MetaImage header: a line \"key = value\" was expected.", offset: End);
        _values[line[..equals].Trim()] = line[(equals + 1)..].Trim();
    }
}
