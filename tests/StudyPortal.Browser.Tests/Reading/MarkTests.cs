using System.Text.Json;
using Microsoft.Playwright;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using static StudyPortal.Browser.Tests.Reading.Room;
using static StudyPortal.Browser.Tests.Reading.Viewer;

namespace StudyPortal.Browser.Tests.Reading;

public sealed class MarkTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Shapes = "svg.svg-layer > :is(rect, ellipse, path, circle)";

    /// <summary>Every mark that Cornerstone holds: its tool, and its points.</summary>
    private const string Marks =
        """
        async () => {
          const { annotation } = await import("/viewer/cornerstone.js");
          const points = each => each.data.contour?.polyline ?? each.data.handles.points;
          return annotation.state.getAllAnnotations().map(each => ({ tool: each.metadata.toolName, points: points(each).map(([x, y]) => [x, y]) }));
        }
        """;

    [Fact]
    public async Task Marks_are_drawn_in_both_panels_and_every_change_of_them_can_be_undone()
    {
        var page = await OpenAsync("Marks", "reader1");
        var (x, y) = await MiddleAsync(page, "image");
        await page.Locator("[data-hand=rectangle]").ClickAsync();
        await DragAsync(page, (x - 150, y - 120), 100, 80);
        await CountAsync(page, 1);
        await page.Locator("[data-hand=ellipse]").ClickAsync();
        await DragAsync(page, await MiddleAsync(page, "map"), 60, 40);
        await CountAsync(page, 2);
        await page.Locator("[data-hand=freehand]").ClickAsync();
        await OutlineAsync(page, x, y);
        await CountAsync(page, 3);
        await page.Locator("[data-hand=point]").ClickAsync();
        await page.Mouse.ClickAsync(x + 120, y - 120);
        await CountAsync(page, 4);

        foreach (var panel in new[] { "image", "map" })
            await Assertions.Expect(page.Locator($"[data-panel={panel}] {Shapes}")).ToHaveCountAsync(4);
        await PortalFixture.KeepPictureAsync(page, "room-marks-1440");
        for (var left = 3; left >= 0; left--)
        {
            await page.Keyboard.PressAsync("z");
            await CountAsync(page, left);
        }

        for (var back = 1; back <= 4; back++)
        {
            await page.Keyboard.PressAsync("y");
            await CountAsync(page, back);
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_mark_is_where_it_was_drawn_it_can_be_moved_and_deleted_and_both_are_undone()
    {
        var page = await OpenAsync("One mark", "reader2");
        var (x, y) = await MiddleAsync(page, "image");
        await page.Locator("[data-hand=rectangle]").ClickAsync();
        await DragAsync(page, (x, y), 100, 80);
        await CountAsync(page, 1);
        var drawn = await CornersAsync(page);
        var pixel = 96.0 / (await page.Locator("[data-panel=image]").BoundingBoxAsync())!.Width;
        Assert.All(new[] { 48, 48, 48 + 100 * pixel, 48 + 80 * pixel }.Zip(drawn), pair => Assert.InRange(pair.Second - pair.First, -1, 1));

        await page.Locator("[data-hand=window]").ClickAsync();
        await DragAsync(page, (x + 50, y), 30, 20);
        await Assertions.Expect(page.Locator("[data-window]")).ToHaveTextAsync("0–255");
        var moved = await CornersAsync(page);
        Assert.All(drawn.Zip(moved), pair => Assert.True(pair.Second > pair.First + 1));
        await page.Keyboard.PressAsync("Delete");
        await CountAsync(page, 0);
        await page.Keyboard.PressAsync("z");
        await CountAsync(page, 1);
        Same(moved, await CornersAsync(page));
        await page.Keyboard.PressAsync("z");
        Same(drawn, await CornersAsync(page));
        await page.Keyboard.PressAsync("ArrowRight");
        await AtAsync(page, 2);
        await CountAsync(page, 0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_stroke_is_no_mark_and_is_not_sent_before_the_hand_is_lifted()
    {
        var page = await OpenAsync("Slow hand", "reader3");
        var (x, y) = await MiddleAsync(page, "image");
        await page.Locator("[data-hand=rectangle]").ClickAsync();
        await DragAsync(page, (x - 150, y - 120), 100, 80);
        await page.Locator("[data-hand=freehand]").ClickAsync();
        await page.Mouse.MoveAsync(x - 60, y + 60);
        var begun = await page.RunAndWaitForResponseAsync(async () =>
        {
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x + 60, y + 60, new() { Steps = 5 });
        }, IsAnswer);
        var ended = await page.RunAndWaitForResponseAsync(async () =>
        {
            await page.Mouse.MoveAsync(x + 60, y + 140, new() { Steps = 5 });
            await page.Mouse.UpAsync();
        }, IsAnswer);

        Assert.Equal((200, 1), (begun.Status, MarksOf(begun).Length));
        Assert.Equal((200, 2), (ended.Status, MarksOf(ended).Length));
        Assert.True(MarksOf(ended)[1].GetProperty("points").GetArrayLength() >= 3);
        await page.Context.CloseAsync();
    }

    private static bool IsAnswer(IResponse response) => response.Url.EndsWith("/answers", StringComparison.Ordinal);

    private static JsonElement[] MarksOf(IResponse answer) =>
        [.. JsonDocument.Parse(answer.Request.PostData!).RootElement.GetProperty("value").EnumerateArray()];

    private static void Same(double[] expected, double[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.02));

    private static async Task OutlineAsync(IPage page, float x, float y)
    {
        await page.Mouse.MoveAsync(x - 60, y + 60);
        await page.Mouse.DownAsync();
        foreach (var (right, down) in new[] { (60, 60), (60, 140), (-60, 140), (-60, 64) }) await page.Mouse.MoveAsync(x + right, y + down, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static Task CountAsync(IPage page, int count) =>
        Assertions.Expect(page.Locator($"[data-panel=image] {Shapes}")).ToHaveCountAsync(count);

    /// <summary>Left, top, right and bottom of the only mark.</summary>
    private static async Task<double[]> CornersAsync(IPage page)
    {
        var mark = Assert.Single((await page.EvaluateAsync(Marks))!.Value.EnumerateArray());
        var points = mark.GetProperty("points").Deserialize<double[][]>()!;
        return [points.Min(p => p[0]), points.Min(p => p[1]), points.Max(p => p[0]), points.Max(p => p[1])];
    }

    /// <summary>The room of a study that asks for marks first.</summary>
    private async Task<IPage> OpenAsync(string name, string reader)
    {
        var page = await fixture.EnterAsync(reader);
        var design = fixture.World.Design(name) with { Questions = [new("Mark it.", new MarksForm(Enum.GetValues<MarkShape>(), ["Finding"], 20)), QuestionDesign.Default] };
        await page.GotoAsync($"/read/{await fixture.World.OpenStudyAsync(design, reader)}");
        await AtAsync(page, 1);
        return page;
    }
}
