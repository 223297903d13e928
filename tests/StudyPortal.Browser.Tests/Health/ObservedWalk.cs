using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Walk;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;
using StudyPortal.Testing.Otlp;

namespace StudyPortal.Browser.Tests.Health;

/// <summary>
/// The main job walked once in real processes that log as JSON and export to a collector of our own: a failed sign-in, an import that
/// succeeds and one that is refused, a training, ratings. Everybody in it and everything imported has a name that must not be told.
/// </summary>
public sealed class ObservedWalk : IAsyncLifetime
{
    public const string Patient = "ZAPPEL-PHILIPP-1845", Stranger = "stranger.named@clinic.example";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private StartedPortal? _portal;

    internal OtlpReceiver Receiver { get; } = new();

    internal StartedPortal Portal => _portal ?? throw new InvalidOperationException("The walk has not begun.");

    /// <summary>The import that fails.</summary>
    internal JobId Refused { get; private set; }

    /// <summary>What must not be told: everybody's name, user name and address, and those that were imported.</summary>
    internal IReadOnlyList<string> Planted { get; private set; } = [];

    /// <summary>Only the lines that are JSON, which is all of them but the framework's own outcry.</summary>
    internal IReadOnlyList<JsonElement> LogLines => [.. Portal.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)];

    public async ValueTask InitializeAsync()
    {
        _portal = await StartedPortal.PrepareAsync();
        var world = await SampleWorld.BuildAsync(Portal.Services);
        var study = await world.OpenStudyAsync(world.Design("Observed"), "reader1");
        await ReadPlantedAsync();
        await WriteImagesAsync();
        await Portal.StartAsync(withTrainer: true, new Dictionary<string, string>(Receiver.Settings) { ["Log__Format"] = "json" });
        await FailToSignInAsync();
        await using var chromium = await Chromium.LaunchAsync();
        var window = await Portal.EnterAsync(chromium, "Dr. Miriam Albrecht");
        await ImportAndTrainAsync(window);
        await ImportMissingAsync();
        await RateAsync(world, study);
        await window.GotoAsync("/admin/health");
        await Assertions.Expect(window.GetByRole(AriaRole.Heading, new() { Name = "Trainers" })).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null) await _portal.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private async Task ReadPlantedAsync()
    {
        await using var db = await Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        var people = await db.Set<Account>().AsNoTracking().ToListAsync(Stop);
        Planted = [Patient, Stranger, .. people.SelectMany(person => new[] { person.DisplayName, person.Email!, person.UserName! }).Distinct()];
    }

    /// <summary>Images whose names and patients are the planted one.</summary>
    private async Task WriteImagesAsync()
    {
        var folder = Path.Combine(Portal.Sources, "good");
        await PhantomFolder.WriteAsync(folder, count: 60, seed: 3, size: 64, Stop);
        foreach (var list in (string[])["labels.csv", "boxes.csv"])
            await File.WriteAllTextAsync(Path.Combine(folder, list), (await File.ReadAllTextAsync(Path.Combine(folder, list), Stop)).Replace("images/", $"images/{Patient}-", StringComparison.Ordinal), Stop);
        foreach (var image in new DirectoryInfo(Path.Combine(folder, "images")).GetFiles()) image.MoveTo(Path.Combine(image.DirectoryName!, $"{Patient}-{image.Name}"));
    }

    /// <summary>Of a folder that is not there and has the planted name.</summary>
    private async Task ImportMissingAsync()
    {
        var request = new ImportRequest { Folder = Path.Combine(Portal.Sources, Patient), Name = Patient };
        Refused = await Portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Import, $"Import {Patient}", request, Stranger, Stop);
        while ((await Portal.Get<ReadJob>().ExecuteAsync(Refused, Stop))!.Job is { IsOver: false }) await Task.Delay(200, Stop);
    }

    private async Task FailToSignInAsync()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Portal.Address };
        var form = new Dictionary<string, string> { ["email"] = Stranger, ["password"] = "guessed", ["__RequestVerificationToken"] = await DistantReader.FormTokenAsync(client) };
        using var answer = await client.PostAsync("/sign-in/password", new FormUrlEncodedContent(form), Stop);
    }

    private static async Task ImportAndTrainAsync(IPage window)
    {
        var admin = new AdminAtWork(window);
        await admin.ImportImagesAsync("good", "Observed set");
        await admin.TrainToTheEndAsync("Observed set", "Observed model", epochs: 12, width: 8);
    }

    private async Task RateAsync(SampleWorld world, StudyId study)
    {
        using var reader = await DistantReader.EnterAsync(Portal.Address, world.Accounts["reader1"], study);
        await reader.ConfirmAsync(reader.Rating(0, 3), Stop);
        var late = reader.Rating(0, 4, expectedVersion: 7);
        using var refused = await reader.SendAsync(late, Stop);
    }
}
