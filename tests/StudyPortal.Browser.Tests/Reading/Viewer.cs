using System.Text.Json;
using Microsoft.Playwright;

namespace StudyPortal.Browser.Tests.Reading;

/// <summary>What the viewer draws, read from its canvases and from Cornerstone itself.</summary>
internal static class Viewer
{
    /// <summary>Where the image and the map lie on the screen: left, top, right and bottom of what is not black or transparent, in CSS pixels.</summary>
    private const string Boxes =
        """
        () => {
          const box = (canvas, lit) => {
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            const found = [width, height, -1, -1];
            for (let y = 0; y < height; y++)
              for (let x = 0; x < width; x++)
                if (lit(data, 4 * (y * width + x))) {
                  found[0] = Math.min(found[0], x); found[1] = Math.min(found[1], y);
                  found[2] = Math.max(found[2], x); found[3] = Math.max(found[3], y);
                }
            return found.map(at => Math.round(at * canvas.clientWidth / width));
          };
          const panel = document.querySelector("[data-panel=map]");
          return {
            image: box(panel.querySelector("canvas.cornerstone-canvas"), (data, at) => data[at] > 8),
            map: box(panel.querySelector("canvas.room-map"), (data, at) => data[at + 3] > 127),
          };
        }
        """;

    /// <summary>The engine's own account of a panel: window, where two corners of the image lie, and the slice.</summary>
    private const string State =
        """
        async panel => {
          const { getRenderingEngine } = await import("/viewer/cornerstone.js");
          const viewport = getRenderingEngine("room").getViewport(panel);
          const { voiRange, invert } = viewport.getProperties();
          const at = point => viewport.worldToCanvas(point).map(Math.round);
          return JSON.stringify([voiRange.lower, voiRange.upper, invert, at([0, 0, 0]), at([90, 40, 0]), viewport.getCurrentImageIdIndex()]);
        }
        """;

    public static Task<string> StateAsync(IPage page, string panel) => page.EvaluateAsync<string>(State, panel);

    public static async Task<(int[] Image, int[] Map)> BoxesAsync(IPage page)
    {
        var found = (await page.EvaluateAsync(Boxes))!.Value;
        return (found.GetProperty("image").Deserialize<int[]>()!, found.GetProperty("map").Deserialize<int[]>()!);
    }

    /// <summary>The middle of a panel in CSS pixels of the page.</summary>
    public static async Task<(float X, float Y)> MiddleAsync(IPage page, string panel)
    {
        var box = (await page.Locator($"[data-panel={panel}]").BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    public static async Task DragAsync(IPage page, (float X, float Y) from, float right, float down, MouseButton button = MouseButton.Left)
    {
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync(new() { Button = button });
        await page.Mouse.MoveAsync(from.X + right, from.Y + down, new() { Steps = 6 });
        await page.Mouse.UpAsync(new() { Button = button });
    }

    /// <summary>Fingers on the screen, one for each pair of points.</summary>
    public static async Task TouchAsync(IPage page, (float X, float Y)[] from, (float X, float Y)[] to)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        Task SendAsync(string type, IEnumerable<(float X, float Y)> fingers) => browser.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = fingers.Select((finger, id) => new { x = finger.X, y = finger.Y, id }).ToArray(),
        });
        await SendAsync("touchStart", from);
        for (var step = 1; step <= 6; step++)
        {
            await SendAsync("touchMove", from.Zip(to, (a, b) => (a.X + (b.X - a.X) * step / 6, a.Y + (b.Y - a.Y) * step / 6)));
            await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }

        await SendAsync("touchEnd", []);
    }

    /// <summary>The pictures under this address are these from now on; pixels by slice, row and column.</summary>
    public static Task ServeAsync(IPage page, string name, int width, int height, int slices, Func<int, int, int, ushort> pixel)
    {
        var body = new byte[16 + 2 * width * height * slices];
        foreach (var (word, at) in new[] { width, height, 16, slices }.Select((word, at) => (word, at))) BitConverter.TryWriteBytes(body.AsSpan(4 * at), word);
        for (var index = 0; index < width * height * slices; index++)
            BitConverter.TryWriteBytes(body.AsSpan(16 + 2 * index), pixel(index / (width * height), index / width % height, index % width));
        return page.RouteAsync($"**/reading/slots/*/{name}", route => route.FulfillAsync(new() { BodyBytes = body, ContentType = "application/octet-stream" }));
    }
}
