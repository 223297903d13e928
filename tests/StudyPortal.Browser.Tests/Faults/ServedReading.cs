using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Walk;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Faults;

/// <summary>
/// A web host and a trainer on a PostgreSQL server of their own: busy readers over HTTP and one in a browser, an administrator who looks at the
/// page Health, and a training.
/// </summary>
internal sealed class ServedReading : IAsyncDisposable
{
    private const int Readers = 8, Pause = 400, Images = 40;

    private const string Recipe = """
        {
          "variant": "standard", "architecture": "resnet18", "width": 4, "inputSize": 32, "epochs": 250, "batchSize": 8, "learningRate": 0.003,
          "normMomentum": 0.1, "augmentation": { "padding": 2 }, "seed": 3
        }
        """;

    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentQueue<string> _succeeded = new();
    private readonly CancellationToken _stop;
    private Chromium? _chromium;
    private HttpClient? _balancer;
    private StartedTrainer? _trainer;
    private IReadOnlyList<DistantReader> _distant = [];
    private Task _reading = Task.CompletedTask;

    private ServedReading(PostgresServer server, StartedPortal portal, CancellationToken stop) => (Server, Portal, _stop) = (server, portal, stop);

    public PostgresServer Server { get; }

    public StartedPortal Portal { get; }

    /// <summary>The administrator's page, open since before anything happened.</summary>
    public IPage Health { get; private set; } = null!;

    /// <summary>A reading room whose reader has rated its first place with 1 and is at the second.</summary>
    public IPage Room { get; private set; } = null!;

    /// <summary>The administrator's session without a browser.</summary>
    public HttpClient Admin { get; private set; } = null!;

    public IReadOnlyList<BusyReader> Busy { get; private set; } = [];

    public int Confirmed => Busy.Sum(reader => reader.Confirmed.Count());

    public JobId Training { get; private set; }

    /// <summary>Ids of jobs that the trainer said to have ended well.</summary>
    public IReadOnlyCollection<string> Succeeded => _succeeded;

    public static async Task<ServedReading> StartAsync(CancellationToken stop)
    {
        var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync("CREATE DATABASE portal");
        var storage = new StorageSettings(StorageProvider.Postgres, server.ConnectionTo("portal"));
        var served = new ServedReading(server, await StartedPortal.PrepareAsync(storage: storage), stop);
        try
        {
            await served.FillAsync(storage);
            return served;
        }
        catch
        {
            await served.DisposeAsync();
            throw;
        }
    }

    public async Task<JobSnapshot> JobAsync() => (await Portal.Get<ReadJob>().ExecuteAsync(Training, _stop))!.Job;

    public async Task<(HttpStatusCode Status, string Body)> ReadyAsync()
    {
        using var answer = await _balancer!.GetAsync("/health/ready", _stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(_stop));
    }

    /// <summary>Returns when the last rating of each busy reader is confirmed.</summary>
    public async Task StopReadingAsync()
    {
        await _enough.CancelAsync();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Server.WakeAsync(); // Where a test has failed while it hung: the trainer would wait for it, and its own failure hide the first.
        if (_chromium is not null) await _chromium.DisposeAsync();
        if (_trainer is not null) await _trainer.DisposeAsync();
        foreach (var each in _distant) each.Dispose();
        Admin?.Dispose();
        _balancer?.Dispose();
        await Portal.DisposeAsync();
        await Server.DisposeAsync();
        _enough.Dispose();
    }

    private async Task FillAsync(StorageSettings storage)
    {
        var world = await SampleWorld.BuildAsync(Portal.Services);
        var crowd = await Crowd.AddAsync(Portal.Services, Readers);
        var study = await world.OpenStudyAsync(world.Design("Lost database"), "reader1");
        SampleWorld.Done(await Portal.Get<AddReaders>().ExecuteAsync(study, crowd, "admin", _stop));
        await Portal.StartAsync(withTrainer: false);
        Training = await AskForTrainingAsync();
        _chromium = await Chromium.LaunchAsync();
        Health = await OpenHealthAsync(_chromium);
        Room = await OpenRoomAsync(_chromium, study);
        Admin = await DistantReader.SignInAsync(Portal.Address, world.Accounts["admin"]);
        Admin.DefaultRequestHeaders.Add("Accept", "text/html");
        // It waits longer than the portal looks for what is wrong, and not for ever.
        _balancer = new HttpClient { BaseAddress = Portal.Address, Timeout = TimeSpan.FromSeconds(20) };
        _distant = await Task.WhenAll(crowd.Select(account => DistantReader.EnterAsync(Portal.Address, account, study)));
        Busy = [.. _distant.Select((each, index) => new BusyReader(each, new Random(index), Pause))];
        _reading = Task.WhenAll(Busy.Select(reader => reader.ReadAsync(_enough.Token, _stop)));
        // Last, so that it still trains when all is set up, however fast the machine is.
        _trainer = StartedTrainer.Start(Portal.DataFolder, _succeeded, storage);
    }

    private async Task<JobId> AskForTrainingAsync()
    {
        var folder = Path.Combine(Portal.Sources, "phantoms");
        await PhantomFolder.WriteAsync(folder, Images, seed: 1, size: 96, _stop);
        var outcome = await Portal.Get<ImportDataset>().ExecuteAsync(new ImportRequest { Name = "To train on", Folder = folder }, Guid.NewGuid(), "tester", _ => { }, _stop);
        var set = Assert.IsType<ImportOutcome.Imported>(outcome).Id;
        return await Portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Training", new TrainRequest(set, "Model", Recipe), "tester", _stop);
    }

    private async Task<IPage> OpenHealthAsync(Chromium chromium)
    {
        var page = await Portal.EnterAsync(chromium, "Dr. Miriam Albrecht");
        await page.GotoAsync("/admin/health");
        await Assertions.Expect(page.GetByText("Nothing troubles the portal.")).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return page;
    }

    private async Task<IPage> OpenRoomAsync(Chromium chromium, StudyId study)
    {
        var page = await Portal.EnterAsync(chromium, "Dr. Anna Keller");
        await page.GotoAsync($"/read/{study}");
        await Reading.Room.AtAsync(page, 1);
        await page.Keyboard.PressAsync("1");
        await Reading.Room.SavedAsync(page);
        await page.Keyboard.PressAsync("ArrowRight");
        await Reading.Room.AtAsync(page, 2);
        return page;
    }
}
