using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Imaging.Display;
using StudyPortal.Imaging.Phantoms;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Testing;

/// <summary>
/// A portal with a synthetic data set, three models and their maps: real pixels and real renderings, but no training.
/// The maps are noise with a weight on the lesion, because tests of the reading need maps, not science.
/// </summary>
public sealed class SampleWorld
{
    private const int MapSide = 32;
    private readonly IServiceProvider _services;
    private readonly int _side;

    private SampleWorld(IServiceProvider services, int side) => (_services, _side) = (services, side);

    /// <summary>Words that no reader may ever meet.</summary>
    public static IReadOnlyList<string> ForbiddenWords { get; } = ["Zebra", "standard", "adversarial", "dual", "DualBn", SaliencyMethods.InputGradient, "resnet"];

    public DatasetId DatasetId { get; } = DatasetId.New();

    public IReadOnlyList<ModelId> Models { get; } = [ModelId.New(), ModelId.New(), ModelId.New()];

    /// <summary>By account name: admin, researcher, reader1 ... reader6.</summary>
    public IReadOnlyDictionary<string, Guid> Accounts { get; private set; } = new Dictionary<string, Guid>();

    /// <param name="side">Of the images, in pixels; a multiple of 32.</param>
    public static async Task<SampleWorld> BuildAsync(IServiceProvider services, int cases = 12, bool withMaps = true, int side = 96)
    {
        var world = new SampleWorld(services, side);
        await services.GetRequiredService<SeedDemoAccounts>().ExecuteAsync(CancellationToken.None);
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        world.Accounts = await db.Users.ToDictionaryAsync(u => u.UserName!.Split('@')[0], u => u.Id);
        db.Add(world.Phantoms());
        var weights = await services.GetRequiredService<BlobStore>().PutAsync(Encoding.ASCII.GetBytes("weights"), CancellationToken.None);
        db.AddRange(world.Models.Select((id, ordinal) => NewModel(id, (ModelVariant)ordinal, weights)));
        var drawn = new List<(CaseId Id, PhantomCase Phantom)>();
        for (var number = 1; number <= cases; number++) drawn.Add(await world.AddCaseAsync(db, number));
        await db.SaveChangesAsync();
        if (withMaps)
            foreach (var (id, phantom) in drawn) await world.AddMapsAsync(id, phantom);
        return world;
    }

    /// <summary>A design over half the cases of each label, one pass per model.</summary>
    public StudyDesign Design(string name = "Maps of three models", int perLabel = 3, int repeats = 0, bool simulated = false) => new(
        name, "Rate each map by itself.", DatasetId,
        [.. Models.Select(id => new ArmDesign(id, NormBranch.Clean))],
        SaliencyMethods.InputGradient,
        new SamplingPlan(DatasetSplit.Test, Seed: 7, [new("Mass", perLabel), new("Effusion", perLabel)]),
        [QuestionDesign.Default],
        new OrderPlan(Seed: 11, MinimumDistance: 3, repeats),
        simulated);

    /// <summary>An open study with these readers, who have checked their screens.</summary>
    public async Task<StudyId> OpenStudyAsync(StudyDesign design, params string[] readers)
    {
        var study = await OpenWithUncheckedScreensAsync(design, readers);
        foreach (var reader in readers)
            await _services.GetRequiredService<RecordDisplayCheck>().ExecuteAsync(study, Accounts[reader], new ScreenFacts(1440, 900, 1), true, true, CancellationToken.None);
        return study;
    }

    /// <summary>An open study whose readers are asked about their screens first.</summary>
    public async Task<StudyId> OpenWithUncheckedScreensAsync(StudyDesign design, params string[] readers)
    {
        var created = await _services.GetRequiredService<CreateStudy>().ExecuteAsync(design, "admin", CancellationToken.None);
        var study = Done(created);
        Done(await _services.GetRequiredService<AddReaders>().ExecuteAsync(study, [.. readers.Select(r => Accounts[r])], "admin", CancellationToken.None));
        return Done(await _services.GetRequiredService<OpenStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
    }

    /// <summary>A first answer to the study's first question.</summary>
    public static AnswerSubmission Scored(ReadingSession session, ReadingPlace place, Guid account, int score) => new(
        place.Id, session.Questions[0].Id, account, Guid.NewGuid(), 0, JsonSerializer.SerializeToElement(score), new Viewing(1000, 1000));

    /// <summary>The study of an outcome that must not be a refusal.</summary>
    public static StudyId Done(StudyOutcome outcome) => outcome switch
    {
        StudyOutcome.Done done => done.Id,
        StudyOutcome.Refused refused => throw new InvalidOperationException(string.Join(" ", refused.Reasons)),
        _ => throw new InvalidOperationException($"An unknown outcome: {outcome}."),
    };

    private Dataset Phantoms() => new()
    {
        Id = DatasetId,
        Name = "Sample phantoms",
        Adapter = "images",
        Labels = ["Mass", "Effusion"],
        IsSynthetic = true,
        Source = "drawn for a test",
        SplitSeed = null,
        ImportId = Guid.NewGuid(),
        ImportedBy = "admin",
        ImportedUtc = DateTime.UnixEpoch,
    };

    private async Task<(CaseId, PhantomCase)> AddCaseAsync(PortalDb db, int number)
    {
        var phantom = new ChestPhantom(seed: 5, _side, number % 2 == 1 ? new(1, 0, 0) : new(0, 1, 0)).Draw(number);
        var blobs = _services.GetRequiredService<BlobStore>();
        var png = await blobs.PutAsync(GrayPng.Write(phantom.Image), CancellationToken.None);
        var id = CaseId.New();
        db.Add(new Case
        {
            Id = id, DatasetId = DatasetId, Number = number, Patient = $"P{number}", Split = DatasetSplit.Test, Pixels = png, Thumbnail = png,
            Width = _side, Height = _side, BitDepth = 8, View = "PA", Origin = $"phantom {number}",
        });
        foreach (var finding in (PhantomFinding[])[PhantomFinding.Mass, PhantomFinding.Effusion])
            db.Add(new CaseLabel { CaseId = id, Label = finding.ToString(), Value = phantom.Has(finding) ? LabelValue.Positive : LabelValue.Negative });
        db.AddRange(phantom.Lesions.Select(l => new LesionBox { CaseId = id, Label = l.Finding.ToString(), X = l.Box.X, Y = l.Box.Y, Width = l.Box.Width, Height = l.Box.Height }));
        return (id, phantom);
    }

    private async Task AddMapsAsync(CaseId id, PhantomCase phantom)
    {
        foreach (var lesion in phantom.Lesions)
            for (var arm = 0; arm < Models.Count; arm++)
            {
                var task = new MapTask(id, Models[arm], NormBranch.Clean, SaliencyMethods.InputGradient, lesion.Finding.ToString());
                await _services.GetRequiredService<StoreMap>().ExecuteAsync(task, Map(lesion, arm), CancellationToken.None);
            }
    }

    private FloatMap Map(PhantomLesion lesion, int arm)
    {
        var random = new Random(lesion.Box.X + 100 * lesion.Box.Y + arm);
        var scale = _side / MapSide;
        return new FloatMap(MapSide, MapSide, [.. Enumerable.Range(0, MapSide * MapSide).Select(i =>
            (float)(random.NextDouble() - 0.5) * (lesion.Box.Contains(i % MapSide * scale, i / MapSide * scale) ? 1 + 3 * arm : 1))]);
    }

    private static Model NewModel(ModelId id, ModelVariant variant, BlobHash weights) => new()
    {
        Id = id, Name = $"Zebra {variant}", Architecture = "resnet18", Width = 16, InputChannels = 1, InputSize = MapSide, Variant = variant,
        Labels = ["Mass", "Effusion"], Weights = weights, Origin = ModelOrigin.Imported, DatasetId = null, JobId = null, RecipeJson = "{}",
        MetricsJson = "{}", SoftwareVersion = SoftwareVersion.Current, Card = "", CreatedUtc = DateTime.UnixEpoch, CreatedBy = "admin",
    };
}
