using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

public sealed class VolumeFileTests
{
    public static TheoryData<string> Malformed => [.. Fixture.Files("malformed").Where(VolumeFile.IsNamedAsOne)];

    [Theory]
    [InlineData("ct_short_msb.mhd")]
    [InlineData("ct_compressed.mhd")]
    [InlineData("ct_local.mha")]
    public void A_MetaImage_has_the_values_and_the_place_of_its_header(string file) => VolumeChecks.MetaImageOfTheCt(Fixture.At("volumes"), file);

    [Theory]
    [InlineData("gc/image10x10x10.mhd")]
    [InlineData("gc_image10x10x10.mha")]
    public void Compressed_doubles_come_out_to_the_last_bit(string file) => VolumeChecks.MetaImageOfDoubles(Fixture.At("volumes"), file);

    [Theory]
    [InlineData("ct.nii.gz")]
    [InlineData("ct_be.nii")]
    [InlineData("ct_scl.nii")]
    [InlineData("nib_anatomical.nii")]
    [InlineData("nib_standard.nii.gz")]
    public void A_NIfTI_file_has_the_values_and_the_affine_of_its_header(string file) => VolumeChecks.NiftiFile(Fixture.At("volumes"), file);

    [Theory]
    [InlineData("900001-7.pck")]
    [InlineData("900001-8.pck")]
    [InlineData("900002-9.pck")]
    [InlineData("900003-10.pck")]
    public void A_knee_is_read_from_its_pickle(string file) => VolumeChecks.Knee(Fixture.At("knee"), file);

    [Fact]
    public void A_nodule_lies_in_the_voxel_that_the_scans_own_directions_give() => VolumeChecks.Luna(Fixture.At("luna"));

    [Fact]
    public void Several_values_per_voxel_are_refused()
    {
        var refused = Assert.Throws<ImageFormatException>(() => VolumeFile.Read(Fixture.At("volumes", "gc", "image3x4.mhd")));

        Assert.Equal(ImageFault.UnsupportedFormat, refused.Fault);
        Assert.Contains("image3x4.mhd", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_damaged_volume_ends_in_one_of_the_accepted_outcomes(string file)
    {
        var accepted = Fixture.Expected("malformed", file).GetProperty("expect").EnumerateArray().Select(outcome => outcome.GetString());

        Assert.Contains(VolumeValues.Outcome(Fixture.At("malformed", file)), accepted);
        Assert.False(File.Exists("/tmp/PICKLE_WAS_EXECUTED"), "A pickle was executed.");
    }

    [Theory]
    [InlineData("volumes/ct_local.mha", 400)]
    [InlineData("volumes/ct_scl.nii", 352)]
    [InlineData("volumes/nib_standard.nii.gz", 143)]
    [InlineData("volumes/gc_image10x11x12.nii.gz", 400)]
    [InlineData("volumes/gc_image10x10x10.mha", 400)]
    [InlineData("knee/vol01/900002-9.pck", 200)]
    [InlineData("malformed/object_array.pck", 165)]
    public void Random_damages_end_in_a_volume_or_a_typed_refusal(string file, int headerBytes)
    {
        const int Seed = 20260102;
        var intact = File.ReadAllBytes(Fixture.At(file));
        var damaged = Path.Combine(Directory.CreateTempSubdirectory("studyportal-volumes").FullName, Path.GetFileName(file));
        var random = new Random(Seed);
        var outcomes = new HashSet<string>();
        for (var trial = 0; trial < 400; trial++)
        {
            File.WriteAllBytes(damaged, Damaged(intact, headerBytes, random));
            outcomes.Add(VolumeValues.Outcome(damaged));
        }

        Directory.Delete(Path.GetDirectoryName(damaged)!, recursive: true);
        Assert.True(outcomes.Count > 2, $"Seed {Seed}: only {string.Join(", ", outcomes)}.");
    }

    private static byte[] Damaged(byte[] intact, int headerBytes, Random random)
    {
        var damaged = intact.ToArray();
        for (var change = random.Next(1, 4); change > 0; change--)
            damaged[random.Next(Math.Min(headerBytes, intact.Length))] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
        return random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }
}
