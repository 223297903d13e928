using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using static StudyPortal.Browser.Tests.Reading.Room;

namespace StudyPortal.Browser.Tests.Reading;

public sealed class ReaderSessionTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const int Maps = 18;

    /// <summary>Milliseconds from the key to the pixels of the next case.</summary>
    private const string TimeToNext =
        """
        place => new Promise(resolve => {
          const start = performance.now();
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
          const look = () => document.getElementById("room").dataset.drawn === String(place)
            ? requestAnimationFrame(() => resolve(performance.now() - start)) : setTimeout(look);
          look();
        })
        """;

    [Fact]
    public async Task A_reader_rates_a_whole_study_without_a_mouse_and_a_reload_returns_to_his_place()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("By keyboard"), "reader1");
        var page = await OpenAsync("reader1", study);
        for (var place = 1; place <= Maps; place++)
        {
            await AtAsync(page, place);
            await page.Keyboard.PressAsync(ScoreOf(place) is { } score ? $"{score}" : "x");
            await SavedAsync(page);
            if (place == 7)
            {
                await page.ReloadAsync();
                await AtAsync(page, 7);
                await SavedAsync(page);
            }
            await page.Keyboard.PressAsync("ArrowRight");
        }

        await Assertions.Expect(page.GetByText("All rated. Thank you.")).ToBeVisibleAsync();
        var session = (await fixture.Get<ReadSession>().ExecuteAsync(study, fixture.World.Accounts["reader1"], CancellationToken.None))!;
        Assert.Equal(Enumerable.Range(1, Maps).Select(ScoreOf), session.Places.Select(p => p.Answers[session.Questions[0].Id].Value.Json is { } json ? int.Parse(json, CultureInfo.InvariantCulture) : (int?)null));
        Assert.All(session.Places, p => Assert.Equal(1, p.Answers[session.Questions[0].Id].Version));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task While_the_line_is_down_nothing_is_lost_and_afterwards_each_rating_is_stored_once()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Line down"), "reader2");
        var page = await OpenAsync("reader2", study);
        await AtAsync(page, 1);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Context.SetOfflineAsync(true);
        for (var place = 1; place <= 5; place++)
        {
            await AtAsync(page, place);
            await page.Keyboard.PressAsync("0");
            await page.Keyboard.PressAsync("ArrowRight");
        }

        await Assertions.Expect(page.GetByText("Line lost · 5 kept here")).ToBeVisibleAsync();
        Assert.Empty(await EventsAsync(study));
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("#room[data-trouble=no]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await SavedAsync(page);

        Assert.Equal(["0", "0", "0", "0", "0"], (await EventsAsync(study)).Select(e => e.NewValue));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_server_that_keeps_silent_is_told_as_a_lost_line_and_the_rating_is_stored_once_when_it_answers_again()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Silence"), "reader2");
        var page = await OpenAsync("reader2", study);
        await AtAsync(page, 1);
        await page.RouteAsync("**/answers", _ => Task.CompletedTask); // Neither answered nor refused.
        await page.Keyboard.PressAsync("4");

        await Assertions.Expect(page.GetByText("Line lost · 1 kept here")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Empty(await EventsAsync(study));
        await page.UnrouteAsync("**/answers");
        await Assertions.Expect(page.Locator("#room[data-trouble=no]")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await SavedAsync(page);
        Assert.Equal("4", Assert.Single(await EventsAsync(study)).NewValue);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_second_window_shows_what_stands_instead_of_overwriting_it()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Two windows"), "reader3");
        var first = await OpenAsync("reader3", study);
        await AtAsync(first, 1);
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync($"/read/{study}");
        await AtAsync(second, 1);

        await first.Keyboard.PressAsync("4");
        await SavedAsync(first);
        await second.Keyboard.PressAsync("1");

        await Assertions.Expect(second.GetByText("You changed this rating in another window.")).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator("button[data-score='4'][aria-pressed=true]")).ToBeVisibleAsync();
        Assert.Equal(["4"], (await EventsAsync(study)).Select(e => e.NewValue));
        await first.Context.CloseAsync();
    }

    [Fact]
    public async Task Space_and_enter_never_rate_not_even_on_a_focused_score()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Space and enter"), "reader4");
        var page = await OpenAsync("reader4", study);
        await AtAsync(page, 1);
        await page.EvaluateAsync("document.querySelector('button[data-score=\"0\"]').focus()");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("5");
        await SavedAsync(page);

        Assert.Equal(["5"], (await EventsAsync(study)).Select(e => e.NewValue));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_next_case_is_on_the_screen_without_asking_the_server_because_it_was_loaded_before()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Speed"), "reader5");
        var page = await OpenAsync("reader5", study);
        var places = (await fixture.Get<ReadSession>().ExecuteAsync(study, fixture.World.Accounts["reader5"], CancellationToken.None))!.Places;
        var asked = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var times = new List<double>();
        for (var place = 1; place < Maps; place++)
        {
            await AtAsync(page, place);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var next = $"{places[place].Id}";
            void Note(object? _, IRequest request) => asked.Enqueue(request.Url.Contains(next, StringComparison.Ordinal) && !request.Url.EndsWith("/shown", StringComparison.Ordinal) ? request.Url : "");
            page.Request += Note;
            times.Add(await page.EvaluateAsync<double>(TimeToNext, place + 1));
            page.Request -= Note;
        }

        times.Sort();
        TestContext.Current.SendDiagnosticMessage("next case: median {0:0.0} ms, p95 {1:0.0} ms", times[times.Count / 2], times[(int)(times.Count * 0.95)]);
        Assert.DoesNotContain(asked, url => url.Length > 0);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(1024, 768)]
    public async Task The_room_fits_the_screen_and_gives_it_to_the_images(int width, int height)
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design($"Screen {width}"), "reader6");
        var page = await fixture.EnterAsync("reader6", width, height);
        await page.GotoAsync($"/read/{study}");
        await AtAsync(page, 1);
        await page.Keyboard.PressAsync("3");
        await SavedAsync(page);
        await PortalFixture.KeepPictureAsync(page, $"room-{width}");
        await page.Keyboard.PressAsync("o");
        await PortalFixture.KeepPictureAsync(page, $"room-overlay-{width}");
        await page.Keyboard.PressAsync("?");
        await PortalFixture.KeepPictureAsync(page, $"room-help-{width}");

        var images = (await page.Locator(".room-panels").BoundingBoxAsync())!;
        Assert.True(images.Height > 0.8 * height, $"{images.Height} of {height}");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        await page.Context.CloseAsync();
    }

    private static int? ScoreOf(int place) => place % 7 == 6 ? null : place % 7;

    private async Task<IPage> OpenAsync(string reader, StudyId study)
    {
        var page = await fixture.EnterAsync(reader);
        await page.GotoAsync($"/read/{study}");
        return page;
    }

    private async Task<List<AnswerEvent>> EventsAsync(StudyId study)
    {
        await using var db = await fixture.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var slots = db.Set<ReadingSlot>().Where(s => s.StudyId == study).Select(s => s.Id);
        return await db.Set<AnswerEvent>().Where(e => slots.Contains(e.SlotId)).ToListAsync(TestContext.Current.CancellationToken);
    }
}
