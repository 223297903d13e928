using System.Diagnostics;
using StudyPortal.Testing.Requests;
using StudyPortal.Web.Tests.Shell;

namespace StudyPortal.Web.Tests.Fuzzing;

/// <summary>One who sends damaged requests, one after the other: the same seed and number send the same ones.</summary>
public sealed class RequestFuzzer(FuzzWorld world, int seed, int number, int workers)
{
    /// <summary>Fewer than a token may send in one burst.</summary>
    private const int RequestsPerToken = 250;

    /// <summary>Making a report takes a hundred times as long as anything else.</summary>
    private const int SeldomReports = 20;

    private readonly Random _random = new(seed + number);
    private MatrixPerson? _program;
    private int _left;
    private int _tokens;

    public List<string> Findings { get; } = [];

    public List<int> Statuses { get; } = [];

    /// <summary>By row, how long it was waited for its answers.</summary>
    public Dictionary<string, TimeSpan> Times { get; } = [];

    public IEnumerable<string> Asked => Times.Keys;

    /// <param name="time">However few it has sent by then, it stops.</param>
    public async Task RunAsync(int requests, TimeSpan time, CancellationToken cancellationToken)
    {
        var (clock, start) = (Stopwatch.StartNew(), number * world.Rows.Count / workers);
        for (var sent = 0; sent < requests && (time == Timeout.InfiniteTimeSpan || clock.Elapsed < time); sent++)
        {
            var row = world.Rows[(start + sent) % world.Rows.Count];
            if (row.Pattern.EndsWith("/report", StringComparison.Ordinal) && Times.ContainsKey(row.Name) && _random.Next(SeldomReports) > 0) continue;
            await SendOneAsync(row, sent, cancellationToken);
        }
    }

    private async Task SendOneAsync(MatrixRow row, int sent, CancellationToken cancellationToken)
    {
        var (name, person) = await SomebodyAsync(row);
        var good = await world.WriteAsync(row, person);
        if (world.Queries.TryGetValue(row.Name, out var queries) && queries.Count > 0 && _random.Next(2) == 0)
            good = good with { Query = string.Join('&', queries.Where(_ => _random.Next(2) == 0).Select(query => $"{query}={RequestMutation.Value(_random)}")) };
        var (request, damage) = RequestMutation.Some(good, _random);
        var clock = Stopwatch.StartNew();
        var answer = await world.SendAsync(request, _random, cancellationToken);
        Times[row.Name] = Times.GetValueOrDefault(row.Name) + clock.Elapsed;
        Statuses.Add(answer.Status);
        if (world.Fault(request, answer) is { } fault) Findings.Add($"{fault}: {row.Name} as {name}, request {sent} of worker {number} ({damage}): {request}");
    }

    /// <summary>Mostly one who is let in: what stands behind the door is what is to be tried.</summary>
    private async Task<(string Name, MatrixPerson Person)> SomebodyAsync(MatrixRow row)
    {
        var names = AuthorisationMatrix.People.Zip(row.Answers).Where(pair => _random.Next(5) == 0 || pair.Second[0] == '2').Select(pair => pair.First).ToList();
        var name = names.Count == 0 ? "admin" : names[_random.Next(names.Count)];
        // Whoever signs out must not be needed again.
        if (row.Pattern == "/sign-out") name = "reader4";
        return name == "admin's" ? (name, await ProgramAsync()) : (name, world.Matrix.Person(name));
    }

    private async Task<MatrixPerson> ProgramAsync()
    {
        if (_left-- > 0) return _program!;
        _left = RequestsPerToken;
        return _program = await MatrixPerson.EnterAsync(world.Matrix.Portal, null, 200 + number, await world.NewTokenAsync($"fuzz {number}-{++_tokens}"));
    }
}
