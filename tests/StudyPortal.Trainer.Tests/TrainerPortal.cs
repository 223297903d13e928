using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Phantoms;
using StudyPortal.Imaging.Raster;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Tests;

/// <summary>A portal with a trainer's work in it, in a folder of its own, removed at the end.</summary>
internal sealed class TrainerPortal : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    private TrainerPortal(ServiceProvider services, DataRoot root) => (_services, _scope, Root) = (services, services.CreateAsyncScope(), root);

    public DataRoot Root { get; }

    /// <param name="keys">What blobs are encrypted under; null for nothing.</param>
    /// <param name="more">Registered after all else.</param>
    public static async Task<TrainerPortal> CreateAsync(BlobKeys? keys = null, Action<IServiceCollection>? more = null)
    {
        var root = new DataRoot(Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N")));
        var registered = new ServiceCollection().AddLogging().AddPortal(root, StorageSettings.Sqlite with { BlobKeys = keys ?? BlobKeys.None }).AddWork();
        more?.Invoke(registered);
        var services = registered.BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
        return new TrainerPortal(services, root);
    }

    public T Get<T>() where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    public PortalDb OpenDb() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    /// <summary>A job as a trainer sees it, its row in the database.</summary>
    public async Task<JobContext> NewJobAsync(JobKind kind, object request)
    {
        var id = await Get<EnqueueJob>().ExecuteAsync(kind, kind.ToString(), request, "tester", CancellationToken.None);
        return Open(id, System.Text.Json.JsonSerializer.Serialize(request, request.GetType(), PortalJson.Options), isResumed: false);
    }

    public JobContext Open(JobId id, string requestJson, bool isResumed) =>
        new(id, "tester", requestJson, Directory.CreateDirectory(Path.Combine(Root.Work, id.ToString())).FullName, isResumed, TimeProvider.System);

    public JobWork Work(JobKind kind) => Get<IEnumerable<JobWork>>().Single(work => work.Kind == kind);

    /// <summary>Synthetic chests: of ten, six to train, two to validate and two to test.</summary>
    /// <param name="count">How many.</param>
    /// <param name="exclusive">Whether each is said to have one finding, in turn, instead of those that were drawn.</param>
    public async Task<DatasetId> AddPhantomsAsync(int count, bool exclusive = false)
    {
        var set = new Dataset
        {
            Id = DatasetId.New(), Name = "Phantoms", Adapter = "images", Labels = [.. Enum.GetNames<PhantomFinding>()], IsSynthetic = true, Source = "Drawn by a test.",
            SplitSeed = null, ImportId = Guid.NewGuid(), ImportedBy = "tester", ImportedUtc = DateTime.UnixEpoch,
        };
        await using var db = OpenDb();
        db.Add(set);
        var phantom = new ChestPhantom(seed: 7, size: 64);
        for (var index = 0; index < count; index++)
            {
            var drawn = phantom.Draw(index);
            await AddAsync(db, set.Id, index, drawn, finding => exclusive ? index % 3 == (int)finding : drawn.Has(finding));
        }

        await db.SaveChangesAsync();
        return set.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Root.Folder, recursive: true);
    }

    private async Task AddAsync(PortalDb db, DatasetId set, int index, PhantomCase drawn, Func<PhantomFinding, bool> has)
    {
        var blob = await Get<BlobStore>().PutAsync(GrayPng.Write(drawn.Image), CancellationToken.None);
        var split = (index % 10) switch { < 6 => DatasetSplit.Train, < 8 => DatasetSplit.Validation, _ => DatasetSplit.Test };
        var id = CaseId.New();
        db.Add(new Case
        {
            Id = id, DatasetId = set, Number = index + 1, Patient = $"P{index}", Split = split, Pixels = blob, Thumbnail = blob,
            Width = drawn.Image.Width, Height = drawn.Image.Height, BitDepth = 8, View = "PA", Origin = $"phantom {index}",
        });
        foreach (var finding in Enum.GetValues<PhantomFinding>())
            db.Add(new CaseLabel { CaseId = id, Label = finding.ToString(), Value = has(finding) ? LabelValue.Positive : LabelValue.Negative });
        foreach (var lesion in drawn.Lesions)
            db.Add(new LesionBox { CaseId = id, Label = lesion.Finding.ToString(), X = lesion.Box.X, Y = lesion.Box.Y, Width = lesion.Box.Width, Height = lesion.Box.Height });
    }
}
