using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Dicom.Codecs;

namespace StudyPortal.Fuzz.Formats;

/// <summary>Codestreams alone, so that damage meets the decoders and not the file around them.</summary>
internal sealed class CodestreamFormat : FuzzFormat
{
    private readonly Dictionary<string, (string Encoding, FrameShape Shape)> _kinds = [];

    public CodestreamFormat() => Seeds = [.. SeedFiles.All.Select(Seed).OfType<FuzzSeed>()];

    public override string Name => "codestream";

    public override IReadOnlyList<FuzzSeed> Seeds { get; }

    public override IReadOnlyList<byte[]> Codes => CodestreamPieces.Markers;

    public override void Read(FuzzSeed seed, byte[] content, string folder)
    {
        var (encoding, shape) = _kinds[seed.File];
        if (FrameCodec.Decode(encoding, content, shape).Pixels.Length != shape.Bytes)
            throw new InvalidDataException("The frame has another size than its header.");
    }

    /// <summary>The first frame; null for files whose pixels are not encoded.</summary>
    private FuzzSeed? Seed(string path)
    {
        var dataset = DicomFile.Read(path).Dataset;
        if (dataset[DicomTags.PixelData] is not { Encoding: { } encoding } element)
            return null;
        var module = PixelModule.Of(dataset);
        _kinds[Path.GetFileName(path)] = (encoding, new FrameShape(module.Rows, module.Columns, module.Samples, module.BitsAllocated, module.BitsStored, module.IsSigned));
        return new FuzzSeed(Path.GetFileName(path), [.. CodestreamPieces.Of(element.Fragments().Frame(element, 0, module.Frames, default).ToArray())]);
    }
}
