using System.Text.Json;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

/// <summary>Every DICOM file of shared/samples/malformed.</summary>
public sealed class SharedMalformedDicomTests
{
    private const string Folder = "malformed";

    private const long Most = 1L << 30;

    private static readonly Dictionary<string, JsonElement> Known = SharedDicom.Expected(Folder, "files");

    public static TheoryData<string> Files => SharedDicom.Names(Known.Keys.Where(name => name.EndsWith(".dcm", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_file_ends_in_one_of_the_accepted_outcomes_and_says_which_file_it_is(string name)
    {
        var path = SharedDicom.At(Folder, name);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (outcome, refused) = DicomOutcome.Of(() => DicomFile.Read(path));

        Assert.Contains(outcome, Known[name].GetProperty("expect").EnumerateArray().Select(accepted => accepted.GetString()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Most);
        Assert.True(refused is null || refused.Message.Contains(name, StringComparison.Ordinal), refused?.Message);
    }
}
