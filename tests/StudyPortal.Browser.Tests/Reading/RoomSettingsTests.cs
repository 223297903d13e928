using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;
using static StudyPortal.Browser.Tests.Reading.Room;

namespace StudyPortal.Browser.Tests.Reading;

/// <summary>What a study or a reader has chosen for the room: screen check, keys, texts, sessions, language.</summary>
public sealed class RoomSettingsTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_case_the_screen_is_checked_and_what_the_reader_sees_is_kept_with_its_size()
    {
        var study = await fixture.World.OpenWithUncheckedScreensAsync(fixture.World.Design("Screen check"), "reader3");
        var page = await fixture.EnterAsync("reader3");
        await page.GotoAsync($"/read/{study}");
        await page.GetByLabel("I see the square in the black").CheckAsync();
        await PortalFixture.KeepPictureAsync(page, "room-display-check-1440");
        await AccessibleAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin", Exact = true }).ClickAsync();
        await AtAsync(page, 1);
        await page.ReloadAsync();
        await AtAsync(page, 1);

        await using var db = await fixture.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        var check = await db.Set<DisplayCheck>().OrderBy(c => c.Id).LastAsync(Stop);
        Assert.Equal((true, false), (check.SeesDark, check.SeesBright));
        Assert.Contains("\"pixelRatio\":1", check.ScreenJson, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_readers_own_keys_are_on_the_buttons_answer_and_hold_after_a_reload()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Own keys"), "reader4");
        var page = await OpenAsync("reader4", study);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Own keys", Exact = true, Level = 2 })).ToBeInViewportAsync();
        await PortalFixture.KeepPictureAsync(page, "room-keys-1440");
        await AccessibleAsync(page);
        await page.Locator("input[data-key='5']").FillAsync("k");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the keys" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved; your keys hold in every study.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await AtAsync(page, 1);
        await Assertions.Expect(page.Locator("[data-score='5'] kbd")).ToHaveTextAsync("K");
        await page.Keyboard.PressAsync("5");
        await page.Keyboard.PressAsync("k");
        await SavedAsync(page);

        Assert.Equal(["5"], await GivenAsync(study, "reader4"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Long_questions_and_answers_are_read_whole_or_cut_inside_their_buttons_and_never_hide_the_finding()
    {
        var text = string.Concat(Enumerable.Repeat("a map that points to nothing else ", 4));
        QuestionDesign[] questions = [new($"How far do you agree: {text}?", ScaleForm.Of(0, [.. Enumerable.Range(0, 10).Select(score => $"{score} {text}")])), new($"And {text}?", new YesNoForm())];
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Long words") with { Questions = questions }, "reader3");
        var page = await fixture.EnterAsync("reader3", 768, 1024);
        await page.GotoAsync($"/read/{study}");
        await AtAsync(page, 1);

        var cut = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll(".room-strip button span, .room-question span")].filter(text => {
              const [inner, outer] = [text.getBoundingClientRect(), (text.closest("button") ?? text.closest("p")).getBoundingClientRect()];
              return inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1 || inner.left < outer.left - 1 || inner.right > outer.right + 1;
            }).map(text => text.textContent)
            """);
        Assert.Empty(cut);
        await Assertions.Expect(page.Locator("[data-finding]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Where_changes_are_not_allowed_there_is_no_way_back_to_a_case_that_is_done()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("No way back") with { AllowsChanges = false }, "reader5");
        var page = await OpenAsync("reader5", study);
        await page.Keyboard.PressAsync("2");
        await page.Keyboard.PressAsync("3");
        await SavedAsync(page);
        await page.Keyboard.PressAsync("ArrowRight");
        await AtAsync(page, 2);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Previous case" })).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await AtAsync(page, 2);
        Assert.Equal(["3"], await GivenAsync(study, "reader5"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Where_a_session_begins_the_reader_is_told_and_the_example_of_a_score_is_on_its_button()
    {
        var example = await fixture.Get<StoreExample>().ExecuteAsync(new MemoryStream(GrayPng.Write(new GrayImage(400, 200, 8, new ushort[80_000]))), Stop);
        var scale = new ScaleForm(0, 1, [new(0, "no"), new(1, "yes", example.Example)]);
        var design = fixture.World.Design("Two sessions") with { Order = new OrderPlan(Seed: 11, MinimumDistance: 3, Repeats: 0, Sessions: 9), Questions = [new("Good?", scale)] };
        var page = await OpenAsync("reader6", await fixture.World.OpenStudyAsync(design, "reader6"));
        await Assertions.Expect(page.Locator("[data-score='1'] img")).ToHaveJSPropertyAsync("naturalWidth", StoreExample.Side);
        await Assertions.Expect(page.GetByText("begins here")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await AtAsync(page, 3);

        await Assertions.Expect(page.GetByText("Session 2 of 9 begins here")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_german_reader_reads_german()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Auf Deutsch"), "reader6");
        var page = await OpenAsync("reader6", study);
        await page.GotoAsync("/read");
        await page.GetByRole(AriaRole.Link, new() { Name = "Deutsch" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Meine Befundung" })).ToBeVisibleAsync();
        await page.GotoAsync($"/read/{study}");
        await AtAsync(page, 1);
        await page.Keyboard.PressAsync("1");

        await Assertions.Expect(page.GetByText("Gespeichert", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nicht beurteilbar").First).ToBeVisibleAsync();
        Assert.Equal("de", await page.Locator("#room").GetAttributeAsync("lang"));
        await PortalFixture.KeepPictureAsync(page, "room-german-1440");
        await page.Context.CloseAsync();
    }

    private static async Task AccessibleAsync(IPage page) =>
        Assert.Equal("", string.Join(Environment.NewLine, (await page.RunAxe()).Violations.Select(violation => $"{violation.Id}, {violation.Help}: {violation.Nodes[0].Html}")));

    private async Task<IPage> OpenAsync(string reader, StudyId study)
    {
        var page = await fixture.EnterAsync(reader);
        await page.GotoAsync($"/read/{study}");
        await AtAsync(page, 1);
        return page;
    }

    /// <summary>What the reader has answered at his first place, by question; null for "cannot judge".</summary>
    private async Task<string?[]> GivenAsync(StudyId study, string reader)
    {
        var session = (await fixture.Get<ReadSession>().ExecuteAsync(study, fixture.World.Accounts[reader], Stop))!;
        return [.. session.Questions.Where(question => session.Places[0].Answers.ContainsKey(question.Id)).Select(question => session.Places[0].Answers[question.Id].Value.Json)];
    }
}
