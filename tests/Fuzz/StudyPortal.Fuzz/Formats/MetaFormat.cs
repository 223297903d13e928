using System.IO.Compression;
using System.Text;

namespace StudyPortal.Fuzz.Formats;

/// <summary>MetaImage headers of 4 x 3 x 2 voxels: with their data in a file of their own, behind them, and compressed.</summary>
internal sealed class MetaFormat : FuzzFormat
{
    private static readonly byte[] Voxels = [.. Enumerable.Range(0, 48).Select(index => (byte)index)];

    public override string Name => "meta";

    public override IReadOnlyList<FuzzSeed> Seeds { get; } =
    [
        new("apart.mhd", Pieces("voxels.raw", "False", [])),
        new("local.mha", Pieces("LOCAL", "False", Voxels)),
        new("packed.mha", Pieces("LOCAL", "True", Packed())),
    ];

    /// <summary>Keys of the header and kinds of voxels, which are told apart from its other words by where they stand.</summary>
    public override IReadOnlyList<byte[]> Codes { get; } =
    [
        .. ("ObjectType NDims BinaryData BinaryDataByteOrderMSB ElementByteOrderMSB CompressedData CompressedDataSize TransformMatrix Rotation Offset Position Origin CenterOfRotation "
            + "ElementSpacing ElementSize DimSize HeaderSize ElementNumberOfChannels ElementType ElementDataFile MET_CHAR MET_UCHAR MET_SHORT MET_USHORT MET_INT MET_UINT MET_LONG MET_FLOAT MET_DOUBLE MET_SHORT_ARRAY LOCAL LIST")
            .Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    public override void Read(FuzzSeed seed, byte[] content, string folder)
    {
        if (!File.Exists(Path.Combine(folder, "voxels.raw")))
            File.WriteAllBytes(Path.Combine(folder, "voxels.raw"), Voxels);
        VolumeReading.Of(seed, content, folder);
    }

    private static List<Piece> Pieces(string file, string isCompressed, byte[] data)
    {
        var header = $"ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = False\nCompressedData = {isCompressed}\nCompressedDataSize = {data.Length}\n"
            + "TransformMatrix = 1 0 0 0 1 0 0 0 1\nOffset = -160.5 -171.2 -330\nElementSpacing = 0.66 0.66 1.25\nDimSize = 4 3 2\nElementType = MET_SHORT\n"
            + $"ElementDataFile = {file}\n";
        var pieces = new List<Piece>();
        foreach (var line in header.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            pieces.Add(Piece.Code(Encoding.ASCII.GetBytes(words[0])));
            pieces.Add(Piece.Data(" ="u8));
            foreach (var word in words[2..])
                pieces.AddRange([Piece.Data(" "u8), word.StartsWith("MET", StringComparison.Ordinal) ? Piece.Code(Encoding.ASCII.GetBytes(word)) : Piece.Text(Encoding.ASCII.GetBytes(word))]);
            pieces.Add(Piece.Data("\n"u8));
        }
        pieces.Add(Piece.Data(data));
        return pieces;
    }

    private static byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal))
            stream.Write(Voxels);
        return packed.ToArray();
    }
}
