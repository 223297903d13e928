using Microsoft.Playwright;
using static StudyPortal.Browser.Tests.Reading.Room;
using static StudyPortal.Browser.Tests.Reading.Viewer;

namespace StudyPortal.Browser.Tests.Reading;

public sealed class ViewerTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Both_panels_show_the_same_part_in_the_same_window_whichever_is_touched()
    {
        var page = await OpenAsync("Linked", "reader1");
        var before = await StateAsync(page, "image");
        var image = await MiddleAsync(page, "image");
        await page.Mouse.MoveAsync(image.X + 60, image.Y - 40);
        await page.Mouse.WheelAsync(0, -400);
        await DragAsync(page, await MiddleAsync(page, "map"), 40, 25, MouseButton.Right);
        await DragAsync(page, image, 120, -30);
        await page.Keyboard.PressAsync("i");
        await page.Keyboard.PressAsync("]");

        var state = await StateAsync(page, "image");
        Assert.NotEqual(before, state);
        Assert.Equal(state, await StateAsync(page, "map"));
        await page.Keyboard.PressAsync("r");
        Assert.Equal(before, await StateAsync(page, "map"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public async Task The_map_lies_on_the_middle_square_of_the_image_turned_or_not_with_webgl_or_without_on_any_screen(bool webGl, int scale)
    {
        var page = await fixture.EnterAsync("reader1", scale: scale);
        if (webGl) await page.AddInitScriptAsync(GraphicsCard.Pretended);
        await ServeAsync(page, "pixels", 96, 160, 1, (_, _, _) => 255);
        await OpenAsync(page, $"Registration {webGl} {scale}", "reader1");

        Assert.Equal(!webGl, await page.EvaluateAsync<bool>("import('/viewer/cornerstone.js').then(c => c.getShouldUseCPURendering())"));
        var (image, map) = await BoxesAsync(page);
        Close([image[0], Between(image[1], image[3], 0.2), image[2], Between(image[1], image[3], 0.8)], map);
        await page.Keyboard.PressAsync("]");
        await Assertions.Expect(page.Locator("[data-zoom]")).ToContainTextAsync("90°");
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        (image, map) = await BoxesAsync(page);
        Assert.True(image[2] - image[0] > image[3] - image[1]);
        Close([Between(image[0], image[2], 0.2), image[1], Between(image[0], image[2], 0.8), image[3]], map);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_sixteen_bit_stack_is_gone_through_in_both_panels_by_wheel_and_key()
    {
        var page = await fixture.EnterAsync("reader2");
        await ServeAsync(page, "pixels", 96, 96, 5, (slice, _, _) => (ushort)(1000 * (slice + 1)));
        await OpenAsync(page, "Stack", "reader2");
        await page.Locator("[data-presets]").SelectOptionAsync("full");
        var slice = page.Locator("[data-slice]");
        await Assertions.Expect(slice).ToHaveTextAsync("Slice 1/5, map 1");
        await LeaveControlAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(slice).ToHaveTextAsync("Slice 2/5, map 1");
        var map = await MiddleAsync(page, "map");
        await page.Mouse.MoveAsync(map.X, map.Y);
        await page.Mouse.WheelAsync(0, 100);
        await Assertions.Expect(slice).ToHaveTextAsync("Slice 3/5, map 1");
        await page.Locator("[data-opacity]").FillAsync("0");
        await LeaveControlAsync(page);

        // 3000 of 1000..5000 is the middle of the window.
        foreach (var panel in new[] { "image", "map" }) Assert.InRange(await MiddleGrayAsync(page, panel), 126, 129);
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(slice).ToHaveTextAsync("Slice 2/5, map 1");
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        foreach (var panel in new[] { "image", "map" }) Assert.InRange(await MiddleGrayAsync(page, panel), 62, 66);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_image_that_is_no_ct_offers_no_ct_windows()
    {
        var page = await OpenAsync("Radiograph", "reader6");

        Assert.Equal(["case", "auto", "full", "own"], await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-presets] option')].filter(o => !o.hidden).map(o => o.value)"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Weak_values_of_the_map_become_transparent_and_the_sliders_work_by_keyboard()
    {
        var page = await OpenAsync("Threshold", "reader3");
        var all = await OpaqueAsync(page);
        await page.Locator("[data-threshold]").FocusAsync();
        for (var step = 0; step < 6; step++) await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("[data-threshold-text]")).ToHaveTextAsync("30%");
        var some = await OpaqueAsync(page);
        await page.Keyboard.PressAsync("End");
        var strongest = await OpaqueAsync(page);

        Assert.True(all > some && some > strongest && strongest > 0, $"{all} > {some} > {strongest}");
        await Assertions.Expect(page.Locator("#room[data-drawn='1']")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Space_hides_the_map_while_it_is_held_and_flicker_until_it_is_ended()
    {
        var page = await OpenAsync("Flicker", "reader4");
        var map = page.Locator("canvas.room-map");
        await page.Keyboard.DownAsync(" ");
        await Assertions.Expect(map).ToHaveCSSAsync("opacity", "0");
        await page.Keyboard.UpAsync(" ");
        await Assertions.Expect(map).ToHaveCSSAsync("opacity", "1");
        await page.Keyboard.PressAsync("f");
        await Assertions.Expect(map).ToHaveCSSAsync("opacity", "0");
        await Assertions.Expect(map).ToHaveCSSAsync("opacity", "1");
        await Assertions.Expect(page.Locator("[data-command=flicker]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("f");
        await Assertions.Expect(page.Locator("[data-command=flicker]")).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(map).ToHaveCSSAsync("opacity", "1");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_fingers_zoom_and_move_and_one_finger_changes_the_window()
    {
        var page = await fixture.EnterAsync("reader5", 1024, 768, touch: true);
        await OpenAsync(page, "Touch", "reader5");
        var at = await MiddleAsync(page, "image");
        var window = page.Locator("[data-window]");
        await TouchAsync(page, [(at.X, at.Y)], [(at.X + 90, at.Y)]);
        await Assertions.Expect(window).Not.ToHaveTextAsync("0–255");
        await Assertions.Expect(page.Locator("[data-zoom]")).ToHaveTextAsync("1.0×");
        var changed = await window.TextContentAsync();
        await TouchAsync(page, [(at.X - 30, at.Y), (at.X + 30, at.Y)], [(at.X - 90, at.Y), (at.X + 90, at.Y)]);
        await Assertions.Expect(page.Locator("[data-zoom]")).Not.ToHaveTextAsync("1.0×");
        var zoomed = await StateAsync(page, "image");
        await TouchAsync(page, [(at.X - 30, at.Y), (at.X + 30, at.Y)], [(at.X - 10, at.Y + 40), (at.X + 50, at.Y + 40)]);

        Assert.NotEqual(zoomed, await StateAsync(page, "image"));
        Assert.Equal(await StateAsync(page, "image"), await StateAsync(page, "map"));
        await Assertions.Expect(window).ToHaveTextAsync(changed!);
        var low = await page.EvaluateAsync<double>("Math.min(...[...document.querySelectorAll('#room button, #room select')].filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height))");
        Assert.True(low >= 40, $"A button is {low} pixels high.");
        await PortalFixture.KeepPictureAsync(page, "room-touch-1024");
        await page.Context.CloseAsync();
    }

    private static void Close(int[] expected, int[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -2, 2));

    private static int Between(int first, int last, double share) => (int)Math.Round(first + share * (last - first));

    /// <summary>The arrow keys belong to a slider or a list for as long as it has the focus.</summary>
    private static async Task LeaveControlAsync(IPage page) => await page.EvaluateAsync("document.activeElement.blur()");

    private static Task<int> OpaqueAsync(IPage page) => page.EvaluateAsync<int>(
        """
        () => {
          const canvas = document.querySelector("canvas.room-map");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return data.reduce((sum, value, at) => sum + (at % 4 === 3 && value > 127 ? 1 : 0), 0);
        }
        """);

    private static Task<int> MiddleGrayAsync(IPage page, string panel) => page.EvaluateAsync<int>(
        """
        panel => {
          const canvas = document.querySelector(`[data-panel=${panel}] canvas.cornerstone-canvas`);
          return canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0];
        }
        """,
        panel);

    private async Task<IPage> OpenAsync(string name, string reader) => await OpenAsync(await fixture.EnterAsync(reader), name, reader);

    private async Task<IPage> OpenAsync(IPage page, string name, string reader)
    {
        await page.GotoAsync($"/read/{await fixture.World.OpenStudyAsync(fixture.World.Design(name), reader)}");
        await AtAsync(page, 1);
        return page;
    }
}
