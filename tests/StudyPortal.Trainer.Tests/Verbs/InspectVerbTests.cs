using System.Security.Cryptography;
using System.Text.Json.Nodes;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Raster;
using StudyPortal.Learning;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary>The hashes are those of sha256sum over the bytes 01 02 03 04 and 01 00 02 00 03 00 04 00.</summary>
public sealed class InspectVerbTests : IDisposable
{
    private const string HashOfBytes = "9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a";
    private const string HashOfShorts = "ea99f710d9d0b8ba192295c969a63ed7ce8fc5743da20d2057fa2b6d2c404bfb";

    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-inspect").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(8, "uint8", HashOfBytes)]
    [InlineData(16, "uint16", HashOfShorts)]
    public async Task An_image_is_told_by_its_pixels(int bits, string type, string hash)
    {
        File.WriteAllBytes(PathOf("x.png"), GrayPng.Write(new GrayImage(2, 2, bits, [1, 2, 3, 4])));

        var found = await InspectAsync("x.png");

        Assert.Equal("image", (string?)found["kind"]);
        AssertValues(found["values"]!, type, hash);
    }

    [Fact]
    public async Task A_colour_image_is_told_with_all_its_channels_and_their_deviation()
    {
        File.WriteAllBytes(PathOf("x"), [.. "BM"u8, 0, 0, 0, 0, 0, 0, 0, 0, 26, 0, 0, 0, 12, 0, 0, 0, 1, 0, 2, 0, 1, 0, 24, 0, 3, 2, 1, 0, 6, 5, 4, 0]);

        var found = (await InspectAsync("x"))["values"]!;

        Assert.Equal([2L, 1, 3], found["shape"]!.AsArray().Select(axis => (long)axis!));
        Assert.Equal((1.0, 6.0, 3.5), ((double)found["min"]!, (double)found["max"]!, (double)found["mean"]!));
        Assert.Equal(Math.Sqrt(35.0 / 12), (double)found["std"]!, 1e-12);
    }

    [Fact]
    public async Task A_DICOM_file_is_known_under_any_name_and_preamble_and_told_with_its_tags()
    {
        File.WriteAllBytes(PathOf("x.png"), Dicom());

        var found = await InspectAsync("x.png");

        Assert.Equal("dicom", (string?)found["kind"]);
        AssertValues(found["values"]!, "int16", HashOfShorts);
        Assert.Equal("CT", (string?)found["tags"]!["00080060"]!["value"]![0]);
        Assert.Equal(2, (int?)found["tags"]!["00280010"]!["value"]![0]);
        Assert.Equal(8, (int?)found["tags"]!["7FE00010"]!["length"]);
    }

    [Fact]
    public async Task An_array_is_told_by_its_values()
    {
        NpyFile.Write(PathOf("x.npy"), tensor(new long[] { 1, 2, 3, 6 }, [2, 2]));

        var found = await InspectAsync("x.npy");

        Assert.Equal(("npy", "int64", 1.0, 6.0, 3.0), ((string?)found["kind"], (string?)found["values"]!["type"],
            (double)found["values"]!["min"]!, (double)found["values"]!["max"]!, (double)found["values"]!["mean"]!));
    }

    [Fact]
    public async Task Unsigned_bytes_are_named_as_NumPy_names_them()
    {
        WeightFile.Write(PathOf("x.pth"), [new NamedTensor("bytes", tensor(new byte[] { 1, 2, 3, 4 }, [2, 2]))]);

        AssertValues((await InspectAsync("x.pth"))["tensors"]![0]!["values"]!, "uint8", HashOfBytes);
    }

    [Fact]
    public async Task Weights_are_told_tensor_by_tensor()
    {
        WeightFile.Write(PathOf("x.pth"), [new NamedTensor("fc.weight", zeros(3, 5)), new NamedTensor("fc.bias", ones(3))]);

        var found = await InspectAsync("x.pth");

        Assert.Equal(("weights", "PyTorchZip", 18), ((string?)found["kind"], (string?)found["format"], (int)found["parameters"]!));
        Assert.Equal(["fc.weight", "fc.bias"], found["tensors"]!.AsArray().Select(tensor => (string?)tensor!["name"]));
        Assert.Equal(1.0, (double)found["tensors"]![1]!["values"]!["mean"]!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf("x.pth")))), (string?)found["sha256"]);
        Assert.Contains("conv1.weight", (string?)found["noNetwork"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_of_a_network_are_told_with_its_architecture()
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet50", 2, 1, 3, DualNorm: true) { WideFactor = 2 }, random);
        WeightFile.Write(PathOf("x.safetensors"), network.State);

        var found = (await InspectAsync("x.safetensors"))["network"]!;

        Assert.Equal(("resnet50", 2, 2, 1, 3, true), ((string?)found["architecture"], (int)found["width"]!, (int)found["wideFactor"]!,
            (int)found["inputChannels"]!, (int)found["classCount"]!, (bool)found["dualNorm"]!));
    }

    [Fact]
    public async Task A_volume_is_told_by_its_voxels_and_its_place()
    {
        File.WriteAllBytes(PathOf("x.mha"), [.. "NDims = 3\nDimSize = 2 2 1\nElementType = MET_SHORT\nBinaryDataByteOrderMSB = True\nOffset = -10 20 30.5\nElementSpacing = 1 2 3\nTransformMatrix = -1 0 0 0 -1 0 0 0 1\nElementDataFile = LOCAL\n"u8, 0, 1, 0, 2, 0, 3, 0, 4]);

        var found = await InspectAsync("x.mha");

        Assert.Equal(("volume", "int16", HashOfShorts), ((string?)found["kind"], (string?)found["values"]!["type"], (string?)found["values"]!["sha256"]));
        Assert.Equal("[1,2,2]", found["values"]!["shape"]!.ToJsonString());
        Assert.Equal((1.0, 4.0, 2.5), ((double)found["values"]!["min"]!, (double)found["values"]!["max"]!, (double)found["values"]!["mean"]!));
        Assert.Equal(("[-10,20,30.5]", "[1,2,3]", "[-1,0,0]", "[0,0,1]"), (found["origin"]!.ToJsonString(), found["spacing"]!.ToJsonString(), found["direction"]!["x"]!.ToJsonString(), found["direction"]!["z"]!.ToJsonString()));
    }

    /// <summary>The hash is that of the same array as 32-bit numbers in knee/expected.json.</summary>
    [Fact]
    public async Task A_pickled_volume_is_told_and_a_pickle_that_would_run_something_is_refused_by_name()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "knee", "vol01", "900002-9.pck"), PathOf("x.pck"));
        File.WriteAllBytes(PathOf("y.pck"), [0x80, 2, .. "cposix\nsystem\n."u8]);

        var found = await InspectAsync("x.pck");
        var refused = await ConsoleRun.OfAsync("inspect", PathOf("y.pck"));

        Assert.Equal(("volume", "uint16", "54539889ecf69a92b800ccabcf32a343edf66bba190d9fbfad3afa6c9882fb83"), ((string?)found["kind"], (string?)found["values"]!["type"], (string?)found["sha256Int32"]));
        Assert.Equal((1, ""), (refused.Code, refused.Output));
        Assert.Contains("E_UNSAFE_PICKLE", refused.Error, StringComparison.Ordinal);
        Assert.Contains("posix.system", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_under_the_name_of_a_pickled_volume_are_still_weights()
    {
        WeightFile.Write(PathOf("x.pck"), [new NamedTensor("fc.bias", ones(3))]);

        Assert.Equal("weights", (string?)(await InspectAsync("x.pck"))["kind"]);
    }

    [Theory]
    [InlineData("x.png", "", "E_CORRUPT_IMAGE")]
    [InlineData("x.jpg", "<svg/>", "E_UNSUPPORTED_FORMAT")]
    public async Task A_file_with_the_name_of_an_image_is_refused_as_one(string name, string content, string code)
    {
        File.WriteAllText(PathOf(name), content);

        var run = await ConsoleRun.OfAsync("inspect", PathOf(name));

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anything_else_is_refused()
    {
        File.WriteAllText(PathOf("x.txt"), "neither");

        var run = await ConsoleRun.OfAsync("inspect", PathOf("x.txt"));

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("E_NOT_DICOM", run.Error, StringComparison.Ordinal);
    }

    private static void AssertValues(JsonNode values, string type, string hash)
    {
        Assert.Equal((type, hash), ((string?)values["type"], (string?)values["sha256"]));
        Assert.Equal([2L, 2], values["shape"]!.AsArray().Select(axis => (long)axis!));
        Assert.Equal((1.0, 4.0, 2.5), ((double)values["min"]!, (double)values["max"]!, (double)values["mean"]!));
    }

    /// <summary>Signed 16-bit pixels; its preamble is that of a TIFF, as a file that is both would have it.</summary>
    private static byte[] Dicom()
    {
        var file = DicomWriter.Write(new DicomDataset()
            .Set(DicomElement.Text(DicomTags.SopClassUid, "UI", "1.2.840.10008.5.1.4.1.1.2"))
            .Set(DicomElement.Text(DicomTags.SopInstanceUid, "UI", "2.25.1"))
            .Set(DicomElement.Text(DicomTags.Modality, "CS", "CT"))
            .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 1))
            .Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", "MONOCHROME2"))
            .Set(DicomElement.UnsignedShort(DicomTags.Rows, 2))
            .Set(DicomElement.UnsignedShort(DicomTags.Columns, 2))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, 16))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, 16))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, 15))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, 1))
            .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", new byte[] { 1, 0, 2, 0, 3, 0, 4, 0 })));
        (file[0], file[1], file[2]) = ((byte)'I', (byte)'I', 42);
        return file;
    }

    private async Task<JsonNode> InspectAsync(string name)
    {
        var run = await ConsoleRun.OfAsync("inspect", PathOf(name));
        Assert.Equal((0, ""), (run.Code, run.Error));
        return JsonNode.Parse(run.Output)!;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
