using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class KneeAdapterTests
{
    private const string Header = "examId,seriesNo,aclDiagnosis,kneeLR,roiX,roiY,roiZ,roiHeight,roiWidth,roiDepth,volumeFilename";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_slice_of_the_region_is_a_case_with_the_diagnosis_of_its_exam() => await AssertMeetsAsync(VolumeFixtures.Folder("knee"));

    [Fact]
    public async Task The_sample_beside_the_repository_gives_its_expected_pixels() => await AssertMeetsAsync(SampleFolder.Of("knee"));

    [Fact]
    public async Task The_slices_of_a_region_are_its_stack_and_an_exam_is_one_patient()
    {
        await using var portal = await TestPortal.CreateAsync();

        var set = await portal.ImportedAsync(Request() with { SkipBadRows = true });

        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().OrderBy(c => c.Number).ToListAsync(Cancelled);
        Assert.Equal([0, 1, 2], cases.Take(3).Select(c => c.KeySlice));
        Assert.Equal(cases.Take(3).Select(c => c.Pixels), await db.Set<CaseSlice>().Where(s => s.CaseId == cases[1].Id).OrderBy(s => s.Position).Select(s => s.Pixels).ToListAsync(Cancelled));
        Assert.Equal(("MR", 56, 50, 8), (cases[0].Modality, cases[0].Width, cases[0].Height, cases[0].BitDepth));
        Assert.Equal((3, 1), (set.Patients, cases.Take(6).Select(c => (c.Patient, c.Split)).Distinct().Count()));
    }

    [Fact]
    public async Task Rows_without_a_volume_or_with_one_that_has_a_row_already_refuse_the_set_by_line_and_name_no_exam()
    {
        await using var portal = await TestPortal.CreateAsync();

        var refused = await portal.RefusedAsync(Request());

        Assert.Equal([(6, "E_MISSING_FILE"), (7, "E_CSV_VALUE")], refused.Problems.Where(p => !p.IsNote).Select(p => (p.Line!.Value, p.Reason.Split(':')[0])));
        Assert.Contains(refused.Problems, p => p is { Line: 7, IsNote: true } && p.Reason.Contains("56 x 50 x 4 voxels of it are imported", StringComparison.Ordinal));
        Assert.DoesNotContain(refused.Problems, p => p.ToString().Contains("900001", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("7,1,5,0,40,30,2,50,56,3,900002-9.pck", "E_CSV_VALUE: Column aclDiagnosis: (see there); expected 0 (healthy)")]
    [InlineData("7,1,2.5,0,40,30,2,50,56,3,900002-9.pck", "E_CSV_VALUE: Column aclDiagnosis: (see there); expected a whole number")]
    [InlineData("7,1,1,0,left,30,2,50,56,3,900002-9.pck", "E_CSV_VALUE: Column roiX: (see there)")]
    [InlineData(",1,1,0,40,30,2,50,56,3,900002-9.pck", "E_CSV_VALUE: Column examId is empty")]
    [InlineData("7,1,1,0,40,30,6,50,56,3,900002-9.pck", "E_CSV_VALUE: The region of interest is empty or lies outside the volume of 120 x 120 x 6 voxels")]
    [InlineData("7,1,1,0,40,30,2,0,56,3,900002-9.pck", "E_CSV_VALUE: The region of interest is empty")]
    [InlineData("7,1,1,0,40,30,2,50,56,3,../900002-9.pck", "E_PATH_TRAVERSAL: Column volumeFilename")]
    [InlineData("7,1,1,0,40,30,2,50,56,3,unsafe.pck", "E_UNSAFE_PICKLE: The pickle asks for posix.system")]
    [InlineData("7,1,1,0,40,30,2,50,56,3,900002-9.pck,more", "E_CSV_SCHEMA: The row has more or fewer values")]
    public async Task A_bad_row_is_told_by_its_line(string row, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Source($"{Header}\n{row}\n8,1,0,0,0,0,0,4,4,1,900002-9.pck\n").Bytes("vol01/unsafe.pck", [0x80, 2, .. "cposix\nsystem\n."u8]);

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(("metadata.csv", 2), (problem.File, problem.Line));
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_without_the_columns_of_the_set_is_refused_as_a_whole()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Source("examId,aclDiagnosis,roiX\n1,1,1\n");

        var refused = await portal.RefusedAsync(source.Request());

        Assert.Contains("metadata.csv, line 1: E_CSV_SCHEMA: There is no column roiY", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_begins_before_the_volume_is_cut_there()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Source($"{Header}\n7,1,2,0,-4,-5,-1,9,10,2,900002-9.pck\n");

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var only = await db.Set<Case>().SingleAsync(Cancelled);
        Assert.Equal((6, 4, "metadata.csv, line 2, slice 0"), (only.Width, only.Height, only.Origin));
        Assert.Equal([("completely ruptured", LabelValue.Positive), ("healthy", LabelValue.Negative), ("partially injured", LabelValue.Negative)],
            (await db.Set<CaseLabel>().OrderBy(l => l.Label).ToListAsync(Cancelled)).Select(l => (l.Label, l.Value)));
    }

    private static async Task AssertMeetsAsync(string folder)
    {
        await using var portal = await TestPortal.CreateAsync();

        var set = await portal.ImportedAsync(new ImportRequest { Name = "Knee", Folder = folder, SkipBadRows = true });

        Assert.Equal((12, 2, "kneemri"), (set.Cases, set.Refused, set.Adapter));
        Assert.Equal(["healthy", "partially injured", "completely ruptured"], set.Labels);
        Assert.Equal([6, 3, 3], set.Labels.Select(label => set.CountOf(label, null).Positive));
        var pixels = await portal.PixelsAsync(set);
        var volumes = VolumeFixtures.Expected(folder).GetProperty("volumes");
        foreach (var (line, file) in new[] { (2, "900001-7.pck"), (3, "900001-8.pck"), (4, "900002-9.pck"), (5, "900003-10.pck") })
            Assert.Equal(volumes.GetProperty(file).GetProperty("roi_gray8_volume_minmax").GetProperty("sha256").GetString(),
                VolumeFixtures.Sha256(Enumerable.Range(2, 3).Select(slice => pixels[$"metadata.csv, line {line}, slice {slice}"])));
    }

    private static ImportRequest Request() => new() { Name = "Knee", Folder = VolumeFixtures.Folder("knee") };

    private static SourceFolder Source(string table) =>
        new SourceFolder().Text("metadata.csv", table).Bytes("vol01/900002-9.pck", File.ReadAllBytes(Path.Combine(VolumeFixtures.Folder("knee"), "vol01", "900002-9.pck")));
}
