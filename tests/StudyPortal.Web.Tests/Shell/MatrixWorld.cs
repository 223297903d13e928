using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>The live portal with one real object of every kind: what may be asked for, and everybody who may ask.</summary>
public sealed partial class MatrixWorld : IAsyncLifetime
{
    private readonly Dictionary<string, MatrixPerson> _people = [];
    private readonly Dictionary<string, string> _objects = [];

    /// <summary>One answer, however often it is sent.</summary>
    private static readonly Guid AnswerKey = Guid.NewGuid();

    public MatrixWorld() : this(LivePortal.Start())
    {
    }

    internal MatrixWorld(LivePortal portal) => Portal = portal;

    public LivePortal Portal { get; }

    /// <summary>By name, as in <see cref="SampleWorld.Accounts"/>.</summary>
    public IReadOnlyDictionary<string, Guid> Accounts { get; private set; } = new Dictionary<string, Guid>();

    /// <summary>By their names in the matrix; each can be told from one that is not there.</summary>
    public IReadOnlyDictionary<string, string> Objects => _objects;

    public MatrixPerson Person(string name) => _people[name];

    public async ValueTask InitializeAsync()
    {
        var world = await SampleWorld.BuildAsync(Portal.Services);
        Accounts = world.Accounts;
        await AddFilesAsync(world);
        await AddReadingAsync(world);
        await AddReportAsync(world);
        var tokens = await ProgramTokens.EverybodyAsync(Portal, world);
        foreach (var (index, name) in AuthorisationMatrix.People.Index())
            _people.Add(name, await MatrixPerson.EnterAsync(
                Portal, world.Accounts.TryGetValue(name, out var account) ? account : null, index + 1, tokens.GetValueOrDefault(name)));
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    /// <summary>The values in the places of the pattern's parameters.</summary>
    public static string PathOf(string pattern, IReadOnlyList<string> values)
    {
        var next = 0;
        var path = Parameter().Replace(pattern, _ => values[next++]);
        return path.StartsWith('/') ? path : $"/{path}";
    }

    /// <summary>The objects of a row.</summary>
    public IReadOnlyList<string> ValuesOf(MatrixRow row) => [.. row.With.Select(with => _objects.GetValueOrDefault(with, with))];

    /// <summary>What the row's request carries; null for nothing.</summary>
    public HttpContent? BodyOf(MatrixRow row) => row.Pattern switch
    {
        "/sign-in/password" => new FormUrlEncodedContent([new("email", $"nobody{Guid.NewGuid():N}@example.org"), new("password", "not the password")]),
        "/sign-in/enter-as" => new FormUrlEncodedContent([new("account", Objects["account"])]),
        "/sign-in/code" or "/sign-in/recovery-code" => new FormUrlEncodedContent([new("code", "123456")]),
        "/sign-in/passkey" or "/account/passkeys" or "/reading/studies/{study:guid}/signature/passkey" => new FormUrlEncodedContent([new("credential", "{}")]),
        "/account/passkeys/options" => new FormUrlEncodedContent([new("password", "not the password")]),
        "/models/uploads" => new StringContent("weights"),
        "/reading/keys" => JsonContent.Create(new { keys = new Dictionary<string, string> { ["0"] = "q" } }),
        "/reading/studies/{study:guid}/display-check" => JsonContent.Create(new { screen = new { width = 1440, height = 900, pixelRatio = 1 }, seesDark = true, seesBright = true }),
        "/reading/slots/{slot:guid}/answers" => JsonContent.Create(new
        {
            question = Objects["question"], key = AnswerKey, expectedVersion = 0, value = 2, cannotJudge = false, activeMilliseconds = 1200, mapMilliseconds = 900,
        }),
        _ => row.Method == "GET" ? null : JsonContent.Create(new { }),
    };

    private async Task AddFilesAsync(SampleWorld world)
    {
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var import = await Get<EnqueueJob>().ExecuteAsync(JobKind.Import, "Import", new ImportRequest { Name = "Import", Folder = Get<DataRoot>().Keys }, "admin", CancellationToken.None);
        var outlined = await db.Set<Case>().OrderBy(c => c.Number).FirstAsync();
        db.Add(new LesionMask { CaseId = outlined.Id, Label = "Mass", Pixels = outlined.Pixels });
        db.Add(new ImportProblem { ImportId = import.Value, File = "labels.csv", Line = 3, Reason = "no such image", IsNote = false });
        await db.SaveChangesAsync();
        await SampleAnalyses.StoreAsync(Get<StoreAnalysis>(), world.Models[0], world.DatasetId);
        var analyses = await Get<ListAnalyses>().ExecuteAsync(world.Models[0], CancellationToken.None);
        var invited = (InviteOutcome.Created)await Get<InviteAccount>().ExecuteAsync("ada@example.org", Roles.Reader, "admin", CancellationToken.None);
        Add("dataset", world.DatasetId);
        Add("import", import.Value);
        Add("upload", Get<Uploads>().Open());
        Add("case", (await db.Set<Case>().OrderBy(c => c.Number).FirstAsync()).Id);
        Add("model", world.Models[0]);
        Add("map", (await Get<ListMaps>().OfModelAsync(world.Models[0], CancellationToken.None))[0].Id);
        Add("analysis", analyses.Single(a => a.Kind == AnalysisKind.RobustnessCurve).Id);
        Add("job", await Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Train a model", new { }, "admin", CancellationToken.None));
        Add("invitation", invited.Token);
        Add("account", world.Accounts["reader4"]);
    }

    /// <summary>Two open studies; the place and the question are those of the first reader of the first.</summary>
    private async Task AddReadingAsync(SampleWorld world)
    {
        var example = await Get<BlobStore>().PutAsync(Encoding.ASCII.GetBytes("example"), CancellationToken.None);
        var scale = ScaleForm.Of(0, "No relation", "Hardly any", "A little", "Partly");
        var withExample = QuestionDesign.Default with { Form = scale with { Points = [.. scale.Points.Select(point => point with { Example = example })] } };
        var study = await world.OpenStudyAsync(world.Design() with { Questions = [withExample] }, "reader1", "reader2");
        await world.OpenStudyAsync(world.Design("Another study"), "reader3");
        var session = (await Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader1"], CancellationToken.None))!;
        Add("study", study);
        Add("question", session.Questions[0].Id);
        Add("slot", session.Places[0].Id);
    }

    private async Task AddReportAsync(SampleWorld world)
    {
        var study = await world.OpenStudyAsync(world.Design("Was read", simulated: true), "reader5", "reader6");
        SampleWorld.Done(await Get<SimulateRatings>().ExecuteAsync(study, seed: 3, "admin", CancellationToken.None));
        SampleWorld.Done(await Get<CloseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        Add("closed", study);
        Add("report", await Get<CreateReport>().ExecuteAsync(study, "admin", CancellationToken.None));
    }

    private void Add(string name, object id) => _objects.Add(name, id.ToString()!);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();
}
