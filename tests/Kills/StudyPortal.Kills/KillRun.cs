using System.Diagnostics;
using System.Globalization;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Verification;
using StudyPortal.Testing;

namespace StudyPortal.Kills;

/// <summary>A portal on a folder of its own, read by people over HTTP, with an import and a training, whose processes are killed one round after the other.</summary>
internal sealed class KillRun : IAsyncDisposable
{
    private const int Readers = 6, LongestPause = 400, ToldEvery = 10;

    private static readonly TimeSpan TimeToFinish = TimeSpan.FromMinutes(3), LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly StartedPortal _portal;
    private readonly JobStream _jobs;
    private readonly int _seed;
    private IReadOnlyList<BusyReader> _readers = [];
    private StartedTrainer? _trainer;
    private string _orders = "";

    private KillRun(StartedPortal portal, int seed) => (_portal, _jobs, _seed) = (portal, new JobStream(portal, portal.Sources), seed);

    private string Database => _portal.Get<DataRoot>().Database;

    public static async Task<KillRun> PrepareAsync(int seed)
    {
        var run = new KillRun(await StartedPortal.PrepareAsync(), seed);
        await run._jobs.PrepareAsync();
        return run;
    }

    /// <exception cref="PromiseBrokenException">With the round, and what is not so.</exception>
    public async Task ExecuteAsync(int rounds)
    {
        var (begun, random) = (Stopwatch.GetTimestamp(), new Random(_seed));
        var windows = await OpenAsync();
        _readers = [.. windows.Select(window => new BusyReader(window, new Random(random.Next()), LongestPause))];
        using var enough = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        var reading = Task.WhenAll(_readers.Select(reader => reader.ReadAsync(enough.Token, abort.Token)));
        try
        {
            foreach (var round in Round.Draw(rounds, _seed))
            {
                await Task.WhenAny(reading, Task.Delay(round.Milliseconds));
                await PlayAsync(round);
                if (reading.IsFaulted) throw new PromiseBrokenException($"Round {round.Number}: a reader was refused: {reading.Exception.GetBaseException().Message}");
                if (round.Number % ToldEvery == 0) Tell($"{round.Number} rounds", windows, begun, await _jobs.CheckAsync());
            }

            await enough.CancelAsync();
            await reading;
            await FinishAsync();
            await CheckAsync("At the end");
            Tell("At the end", windows, begun, await _jobs.CheckAsync());
        }
        finally
        {
            await abort.CancelAsync();
            foreach (var window in windows) window.Dispose();
        }
    }

    /// <summary>Where the data root was moved to.</summary>
    public string Keep()
    {
        var kept = $"{_portal.DataFolder}-kept";
        Directory.Move(_portal.DataFolder, kept);
        Directory.CreateDirectory(_portal.DataFolder);
        return kept;
    }

    public async ValueTask DisposeAsync()
    {
        if (_trainer is not null) await _trainer.DisposeAsync();
        await _portal.DisposeAsync();
    }

    private async Task<IReadOnlyList<DistantReader>> OpenAsync()
    {
        var world = await SampleWorld.BuildAsync(_portal.Services);
        var crowd = await Crowd.AddAsync(_portal.Services, Readers);
        var study = await world.OpenStudyAsync(world.Design("Killed"), "reader1");
        SampleWorld.Done(await _portal.Get<AddReaders>().ExecuteAsync(study, crowd, "admin", CancellationToken.None));
        _orders = await StoredAnswers.OrderHashAsync(Database);
        await _portal.StartAsync(withTrainer: false);
        await _jobs.FillAsync();
        _trainer = StartedTrainer.Start(_portal.DataFolder, _jobs.Succeeded);
        return await Task.WhenAll(crowd.Select(account => DistantReader.EnterAsync(_portal.Address, account, study)));
    }

    private async Task PlayAsync(Round round)
    {
        if (round.Web) await _portal.KillAsync();
        if (round.Trainer) await _trainer!.KillAsync();
        await CheckAsync($"Round {round.Number}, {Victim(round)} killed after {round.Milliseconds} ms");
        if (round.Trainer)
        {
            await _trainer!.DisposeAsync();
            _trainer = StartedTrainer.Start(_portal.DataFolder, _jobs.Succeeded);
        }

        if (round.Web) await _portal.StartAsync(withTrainer: false);
        await _jobs.FillAsync();
    }

    private static string Victim(Round round) => (round.Web, round.Trainer) switch
    {
        (true, true) => "portal and trainer",
        (true, false) => "portal",
        _ => "trainer",
    };

    /// <summary>What was confirmed is in the file, once; nothing is there that nobody sent; orders are as they were; and all that verify looks at.</summary>
    private async Task CheckAsync(string when)
    {
        var confirmed = _readers.SelectMany(reader => reader.Confirmed).ToList();
        var stored = await StoredAnswers.EventsAsync(Database);
        Demand(!confirmed.Except(stored).Any(), when, $"{confirmed.Except(stored).Count()} confirmed ratings are not in the database, or not as they were sent");
        Demand(stored.DistinctBy(rating => rating.Key).Count() == stored.Count, when, "a rating is there twice");
        Demand(!stored.Except(_readers.SelectMany(reader => reader.Sent)).Any(), when, "a rating is there that nobody sent");
        Demand(await StoredAnswers.OrderHashAsync(Database) == _orders, when, "a reading order changed");
        var verdict = await _portal.Get<VerifyPortal>().ExecuteAsync(_ => { }, CancellationToken.None);
        Demand(verdict.Findings.Count == 0, when, string.Join(Environment.NewLine, verdict.Findings));
        try
        {
            await _jobs.CheckAsync();
        }
        catch (PromiseBrokenException broken)
        {
            throw new PromiseBrokenException($"{when}: {broken.Message}");
        }
    }

    private async Task FinishAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await _jobs.IsDoneAsync())
        {
            Demand(Stopwatch.GetElapsedTime(begun) < TimeToFinish, "At the end", "a job did not end although nothing was killed any more");
            await Task.Delay(LookEvery);
        }
    }

    private static void Demand(bool isSo, string when, string otherwise)
    {
        if (!isSo) throw new PromiseBrokenException($"{when}: {otherwise}");
    }

    private void Tell(string when, IReadOnlyList<DistantReader> windows, long begun, (int Imports, int Trainings, int GivenUp) jobs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{when}: {_readers.Sum(reader => reader.Confirmed.Count())} ratings confirmed, {windows.Sum(window => window.Repeats)} times sent again; {jobs.Imports} imports and {jobs.Trainings} trainings ended, {jobs.GivenUp} given up after five deaths; {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s"));
}
