using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using static StudyPortal.Browser.Tests.Reading.Room;
using static StudyPortal.Browser.Tests.Reading.Viewer;

namespace StudyPortal.Browser.Tests.Reading;

/// <summary>What the room asks of the viewer, asked of the viewer itself.</summary>
public sealed class LightBoxTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_map_comes_to_an_image_that_was_shown_alone_and_nothing_else_moves()
    {
        var page = await OpenAsync("Alone", "reader1");
        await page.EvaluateAsync(
            """
            async () => {
              const { lightBox } = await import("/viewer/viewer.js");
              window.seen = [];
              lightBox.onMapVisible(visible => window.seen.push(visible));
              window.ready = lightBox.shown;
              await lightBox.showImageAlone(window.ready, "Mark what you see first.");
            }
            """);
        await Assertions.Expect(page.Locator("#room[data-shows=image] .room-legend")).ToBeHiddenAsync();
        Assert.Equal("\"Mark what you see first.\"", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('[data-panel=map]'), '::after').content"));
        await page.Keyboard.PressAsync("]");
        await page.Keyboard.PressAsync("+");
        var before = await StateAsync(page, "map");
        await page.EvaluateAsync("import('/viewer/viewer.js').then(({ lightBox }) => lightBox.revealMap(window.ready.map))");

        await Assertions.Expect(page.Locator("#room[data-shows=map] .room-legend")).ToBeVisibleAsync();
        Assert.Equal(before, await StateAsync(page, "map"));
        await page.Keyboard.DownAsync(" ");
        await page.Keyboard.UpAsync(" ");
        Assert.Equal("false,true,false,true", await page.EvaluateAsync<string>("window.seen.join()"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_record_of_how_a_case_is_seen_says_what_the_reader_did_and_is_stored_with_his_answer()
    {
        var page = await OpenAsync("Record", "reader2");
        foreach (var key in new[] { "i", "]", "l", "+", "f", "f" }) await page.Keyboard.PressAsync(key);
        await page.Locator("[data-opacity]").FillAsync("40");
        await page.Locator("[data-threshold]").FillAsync("25");

        Assert.Equal(
            """{"windowLow":0,"windowHigh":255,"inverted":true,"zoom":1.25,"centreX":0.5,"centreY":0.5,"rotation":90,"slice":0,"opacity":0.4,"threshold":0.25,"layout":"single","flickered":true}""",
            await page.EvaluateAsync<string>("import('/viewer/viewer.js').then(({ lightBox }) => JSON.stringify(lightBox.viewport()))"));
        await page.Keyboard.PressAsync("3");
        await SavedAsync(page);
        await using var db = await fixture.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var stored = JsonDocument.Parse(Assert.Single(await db.Set<AnswerEvent>().Select(e => e.ViewJson).ToListAsync(TestContext.Current.CancellationToken))).RootElement;
        Assert.Equal((1.25, 90, "single", true), (
            stored.GetProperty("zoom").GetDouble(), stored.GetProperty("rotation").GetDouble(), stored.GetProperty("layout").GetString(), stored.GetProperty("flickered").GetBoolean()));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Marks_of_an_earlier_visit_are_restored_with_their_labels_and_locked_ones_stay()
    {
        const string marks =
            """[{"shape":"point","label":"Mass","points":[[10,20]]},{"shape":"rectangle","label":"Mass","points":[[20,20],[40,50.5]]},{"shape":"ellipse","label":"Effusion","points":[[50,10],[70,30]]},{"shape":"freehand","label":"Mass","points":[[60,60],[80,60],[70,85]]}]""";
        var page = await OpenAsync("Restored", "reader3");
        await page.EvaluateAsync("marks => import('/viewer/viewer.js').then(({ lightBox }) => { lightBox.marks.set(JSON.parse(marks)); lightBox.marks.lock(true); })", marks);

        foreach (var panel in new[] { "image", "map" })
        {
            await Assertions.Expect(page.Locator($"[data-panel={panel}] svg.svg-layer").GetByText("Mass")).ToHaveCountAsync(3);
            await Assertions.Expect(page.Locator($"[data-panel={panel}] svg.svg-layer").GetByText("Effusion")).ToHaveCountAsync(1);
        }

        await PortalFixture.KeepPictureAsync(page, "room-labels-1440");
        var pixel = (await page.Locator("[data-panel=image]").BoundingBoxAsync())!.Width / 96;
        var (x, y) = await MiddleAsync(page, "image");
        await DragAsync(page, (x - 18 * pixel, y - 28 * pixel), 40, 40);
        foreach (var key in new[] { "Delete", "z" }) await page.Keyboard.PressAsync(key);
        Assert.Equal(marks, await page.EvaluateAsync<string>("import('/viewer/viewer.js').then(({ lightBox }) => JSON.stringify(lightBox.marks.list()))"));
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string name, string reader)
    {
        var page = await fixture.EnterAsync(reader);
        await page.GotoAsync($"/read/{await fixture.World.OpenStudyAsync(fixture.World.Design(name), reader)}");
        await AtAsync(page, 1);
        return page;
    }
}
