using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>A data set whose cases a test describes one by one; every pixel of a case has its shade.</summary>
internal sealed class SampleSet(TestPortal portal, string name = "Set", params string[] labels)
{
    public const int Width = 12, Height = 10;

    private readonly Dataset _dataset = new()
    {
        Id = DatasetId.New(), Name = name, Adapter = "dicom", Labels = [.. labels], IsSynthetic = true, Source = "", SplitSeed = 1,
        ImportId = Guid.NewGuid(), ImportedBy = "tester", ImportedUtc = DateTime.UnixEpoch,
    };

    private readonly List<Case> _cases = [];
    private readonly List<object> _rest = [];

    public DatasetId Id => _dataset.Id;

    public IReadOnlyList<Case> Cases => _cases;

    public async Task<SampleSet> AddAsync(
        string patient = "P", DatasetSplit split = DatasetSplit.Train, string view = "PA", string modality = "US", CaseReview review = CaseReview.NotNeeded,
        ushort shade = 100, LabelValue[]? values = null, ushort[]? slices = null)
    {
        var pixels = await StoreAsync(shade);
        var added = new Case
        {
            Id = CaseId.New(), DatasetId = Id, Number = _cases.Count + 1, Patient = patient, Split = split, View = view, Modality = modality, Review = review,
            Pixels = pixels, Thumbnail = await portal.Get<BlobStore>().PutAsync(Thumbnail.Png(Image(shade), 6), CancellationToken.None),
            Width = Width, Height = Height, BitDepth = 8, Origin = FormattableString.Invariant($"labels.csv, line {_cases.Count + 2}"),
            KeySlice = slices is null ? 0 : Array.IndexOf(slices, shade),
        };
        _cases.Add(added);
        _rest.AddRange(labels.Zip(values ?? [.. labels.Select(_ => LabelValue.Unmentioned)], (label, value) => new CaseLabel { CaseId = added.Id, Label = label, Value = value }));
        foreach (var (position, slice) in (slices ?? []).Index()) _rest.Add(new CaseSlice { CaseId = added.Id, Position = position, Pixels = await StoreAsync(slice) });
        return this;
    }

    public async Task<SampleSet> SaveAsync()
    {
        await using var db = portal.OpenDb();
        db.Add(_dataset);
        db.AddRange(_cases);
        db.AddRange(_rest);
        await db.SaveChangesAsync();
        return this;
    }

    public static GrayImage Image(ushort shade) => new(Width, Height, 8, [.. Enumerable.Repeat(shade, Width * Height)]);

    public static string FileOf(TestPortal portal, BlobHash hash) => portal.Get<BlobStore>().PathOf(hash);

    private Task<BlobHash> StoreAsync(ushort shade) => portal.Get<BlobStore>().PutAsync(GrayPng.Write(Image(shade)), CancellationToken.None);
}
