using System.Text;
using StudyPortal.Core.Datasets;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>A source folder that a test writes.</summary>
internal sealed class SourceFolder : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public string Path => _folder.Path;

    /// <summary>Writes a gradient; another shade gives other pixels.</summary>
    public SourceFolder Image(string file, int shade = 0, int bits = 8, int side = 16)
    {
        var pixels = Enumerable.Range(0, side * side).Select(i => (ushort)((i * (bits == 8 ? 1 : 200) + shade) % (1 << bits))).ToArray();
        return Bytes(file, GrayPng.Write(new GrayImage(side, side, bits, pixels)));
    }

    public SourceFolder Images(int count)
    {
        for (var i = 0; i < count; i++) Image($"{i}.png", i);
        return this;
    }

    public SourceFolder Text(string file, string text) => Bytes(file, Encoding.UTF8.GetBytes(text));

    public SourceFolder Bytes(string file, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return this;
    }

    public ImportRequest Request(string name = "Set") => new() { Name = name, Folder = Path };

    public void Dispose() => _folder.Dispose();
}
