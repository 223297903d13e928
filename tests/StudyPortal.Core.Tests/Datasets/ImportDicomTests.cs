using System.Text;
using Microsoft.Data.Sqlite;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Phantoms;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class ImportDicomTests
{
    private const string Planted = "ZZPLANTED";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_dicom_set_is_what_the_generator_writes_and_arrives_whole()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var folder = new ScratchFolder();
        var committed = RepositoryFolder.Of("seed-data/phantom-dicom");

        await PhantomDicomFolder.WriteAsync(folder.Path, count: 12, seed: 8, size: 128, Cancelled);
        var dataset = await portal.ImportedAsync(new ImportRequest { Name = "DICOM", Folder = committed });

        CommittedFiles.AssertSame(committed, folder.Path);
        Assert.Equal(("dicom", 12, 3, true), (dataset.Adapter, dataset.Cases, dataset.Labels.Count, dataset.IsSynthetic));
        // Case 1 is MONOCHROME1 of 12 bits: written inverted, kept upright, eight bits spread over twelve.
        var first = (await portal.Get<LoadCases>().ExecuteAsync(dataset.Id, null, Cancelled))[0];
        var kept = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(first.Pixels, Cancelled));
        Assert.Equal(new ChestPhantom(8, 128).Draw(0).Image.Pixels.Select(pixel => pixel * 4095 / 255), kept.Pixels.Select(pixel => (int)pixel));
    }

    [Fact]
    public async Task No_name_out_of_a_dicom_file_is_kept_anywhere()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder()
            .Bytes("a/1", Dicom("1.2.3.1", $"{Planted}1"))
            .Bytes("a/2", Dicom("1.2.3.2", $"{Planted}2", dataset => dataset.Set(DicomElement.Text(DicomTags.WindowCenter, "DS", $"{Planted}3"))));

        var dataset = await portal.ImportedAsync(source.Request() with { SkipBadRows = true });

        Assert.Equal((1, 1), (dataset.Cases, dataset.Refused));
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(portal.Root.Folder, "*", SearchOption.AllDirectories))
            Assert.False((await File.ReadAllBytesAsync(file, Cancelled)).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Planted)) >= 0, file);
    }

    [Fact]
    public async Task Labels_are_found_by_instance_and_an_instance_counts_once()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Bytes("x", Dicom("1.2.3.1", "P1")).Bytes("deep/er/copy", Dicom("1.2.3.1", "P1")).Bytes("y", Dicom("1.2.3.2", "P2"))
            .Text("labels.csv", "SOPInstanceUID,Mass\n1.2.3.1,1\n1.2.3.2,0\n");

        var dataset = await portal.ImportedAsync(source.Request());

        Assert.Equal(new LabelCount("Mass", null, 1, 1, 0, 0), dataset.CountOf("Mass", null));
        Assert.Contains(await portal.Get<ListProblems>().ExecuteAsync(dataset.ImportId, null, Cancelled), p => p.IsNote && p.Reason.StartsWith("The same instance as", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DX", "YES", CaseReview.Quarantined)]
    [InlineData("DX", null, CaseReview.NotNeeded)]
    [InlineData("US", null, CaseReview.Flagged)]
    [InlineData("XC", null, CaseReview.Flagged)]
    [InlineData("US", "NO", CaseReview.NotNeeded)]
    [InlineData("CR", null, CaseReview.Flagged, "DF")]
    [InlineData("CR", null, CaseReview.Flagged, null, "1.2.840.10008.5.1.4.1.1.7")]
    public async Task An_image_that_may_have_text_in_its_pixels_waits_for_a_person(string modality, string? declared, CaseReview expected, string? conversion = null, string? kind = null)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Bytes("x", Dicom("1.2.3.1", "P1", dataset =>
        {
            dataset.Set(DicomElement.Text(DicomTags.Modality, "CS", modality));
            if (declared is not null) dataset.Set(DicomElement.Text(DicomTags.BurnedInAnnotation, "CS", declared));
            if (conversion is not null) dataset.Set(DicomElement.Text(new DicomTag(0x0008, 0x0064), "CS", conversion));
            return kind is null ? dataset : dataset.Set(DicomElement.Text(DicomTags.SopClassUid, "UI", kind));
        }));

        var dataset = await portal.ImportedAsync(source.Request());

        var only = (await portal.Get<ListCases>().ExecuteAsync(dataset.Id, CaseFilter.All, 0, 9, Cancelled)).Cases.Single();
        Assert.Equal(expected, only.Review);
        Assert.Equal(expected.IsUsable() ? 1 : 0, (await portal.Get<LoadCases>().ExecuteAsync(dataset.Id, null, Cancelled)).Count);
    }

    [Fact]
    public async Task The_same_patient_has_the_same_pseudonym_after_a_restart_and_the_secret_is_its_owners()
    {
        await using var portal = await TestPortal.CreateAsync();

        var first = portal.Get<PseudonymSecret>().Load().Patient("4711");

        Assert.Equal(first, new PseudonymSecret(portal.Root).Load().Patient("4711"));
        var file = Assert.Single(Directory.GetFiles(portal.Root.Keys));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    internal static byte[] Dicom(string instance, string patient, Func<DicomDataset, DicomDataset>? change = null)
    {
        var dataset = new DicomDataset()
            .Set(DicomElement.Text(DicomTags.SopClassUid, "UI", "1.2.840.10008.5.1.4.1.1.1.1"))
            .Set(DicomElement.Text(DicomTags.SopInstanceUid, "UI", instance))
            .Set(DicomElement.Text(DicomTags.StudyInstanceUid, "UI", $"{instance}.1"))
            .Set(DicomElement.Text(DicomTags.PatientName, "PN", $"{Planted}^{patient}"))
            .Set(DicomElement.Text(DicomTags.ReferringPhysicianName, "PN", Planted))
            .Set(DicomElement.Text(DicomTags.ViewPosition, "CS", Planted))
            .Set(DicomElement.Text(DicomTags.PatientId, "LO", patient))
            .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 1))
            .Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", "MONOCHROME2"))
            .Set(DicomElement.UnsignedShort(DicomTags.Rows, 4))
            .Set(DicomElement.UnsignedShort(DicomTags.Columns, 4))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, 16))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, 12))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, 11))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, 0))
            .Set(DicomElement.Text(DicomTags.WindowCenter, "DS", "2048"))
            .Set(DicomElement.Text(DicomTags.WindowWidth, "DS", "4096"))
            .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", Enumerable.Range(0, 32).Select(i => (byte)(i + instance[^1])).Select((b, i) => i % 2 == 0 ? b : (byte)1).ToArray()));
        return DicomWriter.Write(change?.Invoke(dataset) ?? dataset);
    }
}
