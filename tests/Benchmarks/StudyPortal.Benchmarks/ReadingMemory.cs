using System.Globalization;
using System.Text.Json;
using StudyPortal.Browser.Tests;
using StudyPortal.Browser.Tests.Reading;
using StudyPortal.Browser.Tests.Walk;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks;

/// <summary>One reader goes through a long study in one window that is never loaded again: does the browser grow?</summary>
internal static class ReadingMemory
{
    /// <summary>Cases from one row of the table to the next.</summary>
    public const int Step = 50;

    private const int ImageSide = 512, PlacesPerCase = 3, Labels = 2, SparePlaces = 3, Scores = 6, Seed = 17;

    /// <summary>Each case is looked at in another window, closer, and inverted.</summary>
    private const string Look = "for (const key of 'w+i') document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))";

    private const string Drawn =
        """
        new Promise(resolve => {
          const look = () => (document.querySelector("#room[data-drawn='1']") ? resolve(true) : setTimeout(look, 100));
          look();
        })
        """;

    public static async Task RunAsync(MemoryOptions options)
    {
        await using var portal = await StartedPortal.PrepareAsync();
        var perLabel = (options.Cases + SparePlaces) / (PlacesPerCase * Labels) + 1;
        var world = await SampleWorld.BuildAsync(portal.Services, cases: Labels * perLabel, side: ImageSide);
        var study = await world.OpenStudyAsync(world.Design("Memory", perLabel), "reader1");
        await portal.StartAsync(withTrainer: false);
        await using var chromium = await Chromium.LaunchAsync();
        var entrance = await portal.EnterAsync(chromium, "Dr. Anna Keller");
        Say($"{options.Cases} cases of {ImageSide} x {ImageSide} pixels in one window of Chromium {entrance.Context.Browser!.Version}, each drawn, looked at, rated, saved and left");
        var window = await UnwatchedWindow.OpenAsync(entrance);
        await entrance.Context.CloseAsync();
        await window.SendAsync("Page.enable");
        if (options.WithWebGl) await window.SendAsync("Page.addScriptToEvaluateOnNewDocument", new { source = GraphicsCard.Pretended });
        await window.SendAsync("Page.navigate", new { url = new Uri(portal.Address, $"/read/{study}").ToString() });

        await ReadAsync(window, options.Cases);
        var isSoftware = (await window.EvaluateAsync("import('/viewer/cornerstone.js').then(cornerstone => cornerstone.getShouldUseCPURendering())")).GetBoolean();
        Say($"Drawn {(isSoftware ? "without WebGL" : "by WebGL, which the processor computed")}; no pauses: a reader takes hours for as much.");
        Say($"JS heap, buffers (pixels outside that heap), nodes and listeners: after a forced collection. Renderer (the room's process) and");
        Say($"browser (all its processes, what they share counted in each): resident memory, with what is kept for later use.");
    }

    private static async Task ReadAsync(UnwatchedWindow window, int cases)
    {
        Say($"{"after",10} {"JS heap",10} {"buffers",10} {"DOM nodes",10} {"listeners",10} {"renderer",10} {"browser",10}");
        var random = new Random(Seed);
        var rows = new List<RoomMemory>();
        await window.EvaluateAsync(Drawn);
        for (var place = 1; place <= cases; place++)
        {
            await window.EvaluateAsync(Look);
            await PressAsync(window, $"{random.Next(Scores)}", "saved", "yes");
            await PressAsync(window, "ArrowRight", "drawn", $"{place + 1}");
            if (place % Step != 0 && place != cases) continue;
            rows.Add(await RoomMemory.TakeAsync(window));
            Print(place, rows[^1]);
        }

        Print(rows[0], rows[^1]);
    }

    private static void Print(int after, RoomMemory now) =>
        Say($"{after,10} {Megabytes(now.Heap)} {Megabytes(now.Buffers)} {now.Nodes,10} {now.Listeners,10} {Megabytes(now.Renderer)} {Megabytes(now.Browser)}");

    private static void Print(RoomMemory first, RoomMemory last) =>
        Say($"{"last/first",10} {last.Heap / first.Heap,10:0.00} {last.Buffers / first.Buffers,10:0.00} {last.Nodes / first.Nodes,10:0.00} {last.Listeners / first.Listeners,10:0.00} {last.Renderer / first.Renderer,10:0.00} {last.Browser / first.Browser,10:0.00}");

    private static Task<JsonElement> PressAsync(UnwatchedWindow window, string key, string name, string value) =>
        window.EvaluateAsync($"({RoomKey.Press})({JsonSerializer.Serialize(new[] { key, name, value })})");

    private static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576,7:0.0} MB");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
