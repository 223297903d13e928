using Microsoft.Playwright;
using StudyPortal.Core.Studies;

namespace StudyPortal.Benchmarks;

/// <summary>A reader in a real browser, with his hands on the keyboard; the times are taken in the page.</summary>
internal sealed class WindowReader(IPage page, TimeSpan pause, Random random)
{
    private const int WarmUp = 2, Scores = 6, Patience = 60_000;

    public List<double> Acknowledged { get; } = [];

    public List<double> NextCase { get; } = [];

    /// <summary>What the page showed as saved, in the order of the places.</summary>
    public List<int> Confirmed { get; } = [];

    public async Task BeginAsync(StudyId study)
    {
        await page.GotoAsync($"/read/{study}", new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("#room[data-drawn='1']")).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    /// <param name="places">How many he has.</param>
    public async Task ReadAsync(int places, CancellationToken enough)
    {
        try
        {
            await Task.Delay(random.NextDouble() * pause, enough);
            for (var place = 1; place <= places; place++) await ReadAsync(place, places, enough);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ReadAsync(int place, int places, CancellationToken enough)
    {
        var began = TimeProvider.System.GetTimestamp();
        await Task.Delay((0.25 + 0.5 * random.NextDouble()) * pause, enough);
        var score = random.Next(Scores);
        var acknowledged = await PressAsync($"{score}", "saved", "yes");
        Confirmed.Add(score);
        if (place == places) return;
        var left = pause - TimeProvider.System.GetElapsedTime(began);
        if (left > TimeSpan.Zero) await Task.Delay(left, enough);
        var shown = await PressAsync("ArrowRight", "drawn", $"{place + 1}");
        if (place <= WarmUp) return;
        Acknowledged.Add(acknowledged);
        NextCase.Add(shown);
    }

    private Task<double> PressAsync(string key, string name, string value) =>
        page.EvaluateAsync<double>(RoomKey.Press, new[] { key, name, value }).WaitAsync(TimeSpan.FromMilliseconds(Patience));
}
