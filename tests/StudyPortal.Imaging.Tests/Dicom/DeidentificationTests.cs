using System.Text;
using System.Text.Json;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

public sealed class DeidentificationTests
{
    private static readonly Pseudonyms Names = new("a secret of the study, 32 bytes!"u8);

    [Theory]
    [InlineData("phi_a1.dcm")]
    [InlineData("phi_a2.dcm")]
    [InlineData("phi_b_burned.dcm")]
    [InlineData("phi_c_implicit.dcm")]
    public void Nothing_planted_survives_in_the_bytes_and_every_stored_value_does(string file)
    {
        var expected = Fixture.Expected("deid", file);

        AssertClean(expected, DicomWriter.Write(Clean(file).Dataset));
    }

    public static TheoryData<string> Shared => SharedDicom.Names(SharedDicom.Expected("deid", "files").Keys);

    [Theory]
    [MemberData(nameof(Shared))]
    public void Nothing_planted_survives_of_the_samples(string file)
    {
        var source = DicomFile.Read(SharedDicom.At("deid", file)).Dataset;

        AssertClean(SharedDicom.Expected("deid", "files")[file], DicomWriter.Write(new Deidentification(Names).Apply(source).Dataset));
    }

    [Fact]
    public void The_planted_strings_are_in_the_sources()
    {
        var source = File.ReadAllBytes(Fixture.At("deid", "phi_a1.dcm"));

        Assert.True(Planted(Fixture.Expected("deid", "phi_a1.dcm")).Count(planted => source.AsSpan().IndexOf(planted) >= 0) > 20);
    }

    [Fact]
    public void Only_listed_elements_remain()
    {
        var remaining = Clean("phi_a1.dcm").Dataset.Elements.Where(element => element.Value.Length > 0 || element.Items is not null).Select(element => element.Tag.ToString());

        Assert.Equal(
        [
            "(0008,0005)", "(0008,0016)", "(0008,0018)", "(0008,0060)", "(0010,0010)", "(0010,0020)", "(0012,0062)", "(0012,0064)", "(0018,1164)", "(0018,5101)",
            "(0020,000D)", "(0020,000E)", "(0020,0052)", "(0028,0002)", "(0028,0004)", "(0028,0010)", "(0028,0011)", "(0028,0100)", "(0028,0101)", "(0028,0102)",
            "(0028,0103)", "(0028,1052)", "(0028,1053)", "(7FE0,0010)",
        ], remaining);
    }

    [Theory]
    [InlineData("phi_a1.dcm")]
    [InlineData("phi_c_implicit.dcm")]
    public void Every_element_has_what_the_table_of_the_profile_asks_for(string file)
    {
        var source = DicomFile.Read(Fixture.At("deid", file)).Dataset;
        var clean = Clean(file).Dataset;

        Assert.All(Actions(), entry =>
        {
            var (tag, action) = entry;
            var (before, after) = (source.Text(tag), clean[tag] is null ? null : clean.Text(tag));
            if (action.StartsWith('X')) Assert.Null(clean[tag]);
            else if (action.StartsWith('U')) Assert.True(after is null || after != before, $"{tag} is kept");
            else if (action.StartsWith('Z')) Assert.True(after is null || after == clean.Text(DicomTags.PatientId), $"{tag} is {after}");
            else if (tag != DicomTags.PixelData && tag != DicomTags.SpecificCharacterSet) Assert.Equal(before, after);
        });
    }

    [Fact]
    public void Two_images_of_one_study_keep_one_patient_and_one_study()
    {
        var (first, second, other) = (Clean("phi_a1.dcm"), Clean("phi_a2.dcm"), Clean("phi_b_burned.dcm"));

        Assert.Equal((first.Patient, first.Study), (second.Patient, second.Study));
        Assert.NotEqual(first.Instance, second.Instance);
        Assert.NotEqual(first.Patient, other.Patient);
    }

    [Fact]
    public void Another_secret_gives_other_names()
    {
        var others = new Pseudonyms("another secret of another study!"u8);

        Assert.NotEqual(Names.Patient("MRN31775533"), others.Patient("MRN31775533"));
        Assert.NotEqual(Names.Uid("1.2.3"), others.Uid("1.2.3"));
        Assert.Throws<ArgumentException>(() => new Pseudonyms("short"u8));
    }

    [Fact]
    public void A_pseudonymous_uid_is_valid()
    {
        var uids = Enumerable.Range(0, 200).Select(number => Names.Uid($"1.2.{number}")).ToArray();

        Assert.Equal(200, uids.Distinct().Count());
        Assert.All(uids, uid => Assert.Matches(@"^2\.25\.(0|[1-9][0-9]{0,38})$", uid));
    }

    [Fact]
    public void Text_in_the_pixels_is_reported_as_the_file_declares_it()
    {
        var undeclared = DicomFile.Read(Fixture.At("dicom", "CT_small.dcm")).Dataset;

        Assert.Equal(BurnedInText.DeclaredAbsent, Clean("phi_a1.dcm").Text);
        Assert.Equal(BurnedInText.Declared, Clean("phi_b_burned.dcm").Text);
        Assert.Equal(BurnedInText.Undeclared, new Deidentification(Names).Apply(undeclared).Text);
    }

    [Theory]
    [InlineData("CT_small.dcm")]
    [InlineData("examples_overlay.dcm")]
    [InlineData("cr_chest_mono1_10bit_no_preamble")]
    [InlineData("vlut_04.dcm")]
    public void The_picture_is_shown_as_before(string file)
    {
        var source = DicomFile.Read(Fixture.At("dicom", file)).Dataset;
        var written = DicomWriter.Write(new Deidentification(Names).Apply(source).Dataset);

        Assert.Equal(DicomPixels.ToGray(source).Pixels, DicomPixels.ToGray(new Part10Reader().Read(new MemoryStream(written)).Dataset).Pixels);
    }

    [Fact]
    public void Free_text_under_a_listed_tag_and_drawings_beside_the_stored_bits_are_left_out()
    {
        var pixels = Enumerable.Range(0, 4).SelectMany(value => BitConverter.GetBytes((ushort)(0xA000 | value))).Concat("HIDDENNAME"u8.ToArray()).ToArray();
        var source = DicomPixelsTests.Image("MONOCHROME2", pixels, bits: 16)
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, 12))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, 11))
            .Set(DicomElement.Text(DicomTags.Modality, "CS", "MUSTERMANN"))
            .Set(DicomElement.Text(DicomTags.ViewPosition, "CS", "ERIKA"))
            .Set(DicomElement.Text(DicomTags.SopClassUid, "UI", "1.2.276.0.99.MUSTERMANN"))
            .Set(DicomElement.Text(DicomTags.SopInstanceUid, "UI", "1.2.3"))
            .Set(DicomElement.Text(DicomTags.StudyInstanceUid, "UI", "1.2.4"));

        var clean = new Deidentification(Names).Apply(source).Dataset;

        Assert.Equal("1.2.840.10008.5.1.4.1.1.7", clean.Text(DicomTags.SopClassUid));
        Assert.Equal("OT", clean.Text(DicomTags.Modality));
        Assert.Null(clean.Text(DicomTags.ViewPosition));
        Assert.Equal([0, 0, 1, 0, 2, 0, 3, 0], clean[DicomTags.PixelData]?.Value.ToArray());
    }

    /// <summary>What PS3.15 table E.1-1 does to an element: X remove, Z empty or a pseudonym, U another UID, K keep.</summary>
    private static List<(DicomTag Tag, string Action)> Actions()
    {
        using var table = JsonDocument.Parse(File.ReadAllBytes(Fixture.At("deid", "actions.json")));
        return [.. table.RootElement.EnumerateObject().Select(row =>
            (new DicomTag(Convert.ToUInt16(row.Name[..4], 16), Convert.ToUInt16(row.Name[4..], 16)), row.Value.GetString() ?? ""))];
    }

    private static DeidentifiedFile Clean(string file) => new Deidentification(Names).Apply(DicomFile.Read(Fixture.At("deid", file)).Dataset);

    private static void AssertClean(JsonElement expected, byte[] written)
    {
        Assert.All(Planted(expected), planted => Assert.Equal(-1, written.AsSpan().IndexOf(planted)));
        var again = new Part10Reader().Read(new MemoryStream(written)).Dataset;
        Assert.Equal(
            expected.GetProperty("expected").GetProperty("decode").GetProperty("sha256_stored").GetString(),
            Fixture.Sha256(DicomPixels.Stored(again).Bytes));
    }

    private static IEnumerable<byte[]> Planted(JsonElement expected) =>
        expected.GetProperty("must_not_appear_anywhere_in_output_bytes").EnumerateArray()
            .Concat(expected.GetProperty("uids_that_must_change").EnumerateArray())
            .Select(text => text.GetString() ?? "")
            .SelectMany(text => new[] { Encoding.UTF8.GetBytes(text), Encoding.Latin1.GetBytes(text) });
}
