using System.Text.Json;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

/// <summary>Every value of shared/samples/dicom/expected.json.</summary>
public sealed class SharedDicomTests
{
    private const string Folder = "dicom";

    /// <summary>
    /// Its rescale and window are in its functional groups, where the programs that computed the expected values did not
    /// look: they are those of the stored values themselves.
    /// </summary>
    private const string Enhanced = "CT0012.fragmented_no_bot_jpeg_baseline.51.dcm";

    private static readonly Dictionary<string, JsonElement> Known = SharedDicom.Expected(Folder);

    public static TheoryData<string> Files => SharedDicom.Names(Known.Keys);

    public static TheoryData<string> Decodable => With("decode");

    public static TheoryData<string> Gray => With("modality_frame0");

    public static TheoryData<string> Coloured => With("rgb8");

    [Theory]
    [MemberData(nameof(Files))]
    public void Tags_and_transfer_syntax_are_the_known_ones(string name)
    {
        var file = DicomFile.Read(SharedDicom.At(Folder, name));

        Assert.Equal((Known[name].GetProperty("transfer_syntax").GetString(), Known[name].GetProperty("has_preamble").GetBoolean()),
            (file.TransferSyntax, !file.Warnings.Contains("W_NO_PREAMBLE")));
        DicomChecks.Tags(Known[name], file.Dataset);
    }

    [Theory]
    [MemberData(nameof(Decodable))]
    public void Stored_values_are_the_known_ones(string name) => SharedDicom.Decoding(() =>
        DicomChecks.Stored(Known[name], DicomFile.Read(SharedDicom.At(Folder, name)).Dataset));

    [Theory]
    [MemberData(nameof(Gray))]
    public void Values_of_the_modality_and_of_the_display_are_the_known_ones(string name)
    {
        var dataset = DicomFile.Read(SharedDicom.At(Folder, name)).Dataset;

        if (name == Enhanced)
            dataset.Set(DicomElement.Sequence(DicomTags.SharedFunctionalGroupsSequence));
        SharedDicom.Decoding(() =>
        {
            DicomChecks.Modality(Known[name], dataset);
            DicomChecks.Display(Known[name], dataset);
        });
    }

    [Fact]
    public void An_enhanced_image_is_shown_in_the_window_of_its_functional_groups()
    {
        var dataset = DicomFile.Read(SharedDicom.At(Folder, Enhanced)).Dataset;
        var stored = DicomPixels.Stored(dataset).Values;

        Assert.Equal(stored.Select(value => value - 1024), DicomPixels.ToModality(dataset));
        // By hand with centre 49 and width 102, between its ends: ((value - 48.5) / 101 + 0.5) * 255.
        Assert.Equal(stored.Select(value => Math.Floor(Math.Clamp((value - 1024 - 48.5) / 101 + 0.5, 0, 1) * 255 + 0.5)), DicomPixels.ToGray(dataset).Pixels.Select(pixel => (double)pixel));
    }

    [Theory]
    [MemberData(nameof(Coloured))]
    public void Colours_are_the_known_ones(string name) => SharedDicom.Decoding(() =>
        DicomChecks.Colours(Known[name], DicomFile.Read(SharedDicom.At(Folder, name)).Dataset));

    /// <summary>Files whose one ambiguity is declared (strict: false) may differ.</summary>
    private static TheoryData<string> With(string property) =>
        SharedDicom.Names(Known.Where(file => file.Value.TryGetProperty(property, out var known) && !file.Value.TryGetProperty("strict", out _) && known.ValueKind == JsonValueKind.Object).Select(file => file.Key));
}
