using Microsoft.Win32.SafeHandles;

namespace StudyPortal.Imaging.Dicom;

/// <summary>The bytes of a file: in memory, or read piece by piece as they are asked for, so that long values stay on the disk.</summary>
internal sealed class DicomContent : IDisposable
{
    /// <summary>Most headers lie within it.</summary>
    private const int HeaderWindow = 16 * 1024;

    private readonly SafeFileHandle? _file;
    private readonly int _window;
    private ReadOnlyMemory<byte> _held;
    private long _start;

    private DicomContent(string path, SafeFileHandle file, int window) =>
        (Path, _file, _window, Length) = (path, file, window, RandomAccess.GetLength(file));

    public DicomContent(ReadOnlyMemory<byte> whole) => (_held, Length) = (whole, whole.Length);

    /// <summary>Null when the bytes are in memory.</summary>
    public string? Path { get; }

    public long Length { get; }

    /// <exception cref="ImageFormatException">E_MISSING_FILE.</exception>
    public static DicomContent Open(string path, int window = HeaderWindow)
    {
        try
        {
            return new DicomContent(path, File.OpenHandle(path), window);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFormatException(ImageFault.MissingFile, "The file does not exist.", path, inner: absent);
        }
    }

    /// <summary>So many bytes from there; fewer only where the file ends.</summary>
    public ReadOnlyMemory<byte> At(long position, int count)
    {
        count = (int)Math.Clamp(Length - position, 0, count);
        if (count == 0)
            return default;
        if (_file is not null && (position < _start || position + count > _start + _held.Length))
            Fill(_file, position, count);
        return _held.Slice((int)(position - _start), Math.Min(count, (int)(_start + _held.Length - position)));
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>Values that were given out keep the bytes of the earlier window.</summary>
    private void Fill(SafeFileHandle file, long position, int count)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(count, _window), Length - position));
        var (read, last) = (0, 1);
        while (read < bytes.Length && last > 0)
            read += last = RandomAccess.Read(file, bytes.AsSpan(read), position + read);
        (_held, _start) = (bytes.AsMemory(0, read), position);
    }
}
