using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using static StudyPortal.Browser.Tests.Reading.Room;
using static StudyPortal.Browser.Tests.Reading.Viewer;

namespace StudyPortal.Browser.Tests.Reading;

/// <summary>Every kind of question, answered as a reader does.</summary>
public sealed class InstrumentTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly QuestionDesign[] Everything =
    [
        QuestionDesign.MarkFirst,
        new("Sure of it?", new YesNoForm(), Step: ReadingStep.ImageAlone),
        QuestionDesign.Default,
        new("Side", new ChoiceForm(["left", "right"], Several: true), Keys: ["b", "c"]),
        new("Largest diameter", new NumberForm(0, 300, "mm"), IsRequired: false),
        new("Remark", new TextForm(), IsRequired: false),
    ];

    [Fact]
    public async Task A_reader_marks_locks_sees_the_map_and_answers_every_kind_of_question_by_keys()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Two steps") with { Questions = Everything }, "reader1");
        var page = await OpenAsync("reader1", study);
        await Assertions.Expect(page.Locator("#room[data-shows=image]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lock and show the map" })).ToBeDisabledAsync();
        await PortalFixture.KeepPictureAsync(page, "room-two-steps-1440");
        await AccessibleAsync(page);

        await DragAsync(page, await MiddleAsync(page, "image"), 60, 40);
        await SavedAsync(page);
        await page.Keyboard.PressAsync("q");
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("v");
        await Assertions.Expect(page.Locator("#room[data-shows=map]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("4");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("b");
        await PortalFixture.KeepPictureAsync(page, "room-several-questions-1440");
        await AccessibleAsync(page);
        await page.Keyboard.PressAsync("q");
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("12,5");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("x 0 n: letters are words here");
        await page.Keyboard.PressAsync("Enter");
        await SavedAsync(page);

        var given = await GivenAsync(study, "reader1");
        Assert.StartsWith("""[{"shape":"ellipse","label":"Finding","points":[[""", given[0], StringComparison.Ordinal);
        Assert.Equal(["true", "4", "[0,1]", "12.5", "\"x 0 n: letters are words here\""], given[1..]);
        await Assertions.Expect(page.Locator("#room[data-done=yes]")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_mark_is_made_by_keys_alone_and_the_next_case_has_none_until_it_is_marked_itself()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Marked by keys") with { Questions = [QuestionDesign.MarkFirst, QuestionDesign.Default] }, "reader1");
        var page = await OpenAsync("reader1", study);
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync(">");
        await SavedAsync(page);
        await page.Keyboard.PressAsync("ArrowRight");
        await AtAsync(page, 2);
        await page.WaitForTimeoutAsync(1500);
        await page.Keyboard.PressAsync("ArrowRight");
        await AtAsync(page, 3);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var places = (await fixture.Get<ReadSession>().ExecuteAsync(study, fixture.World.Accounts["reader1"], Stop))!.Places;
        var mark = Assert.Single(Mark.ListOf(Assert.Single(places[0].Answers).Value.Value.Json!));
        Assert.Equal([(49.92 - 7.68 * 1.15, 48 - 7.68 * 1.15), (49.92 + 7.68 * 1.15, 48 + 7.68 * 1.15)], mark.Points.Select(p => (p[0], p[1])), (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.1 && Math.Abs(a.Item2 - b.Item2) < 0.1);
        Assert.All(places.Skip(1), place => Assert.Empty(place.Answers));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_map_that_does_not_arrive_can_be_asked_for_again_and_nothing_is_rated_without_it()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Late map") with { Questions = [QuestionDesign.MarkFirst, QuestionDesign.Default] }, "reader3");
        var page = await OpenAsync("reader3", study);
        var asked = 0;
        await page.RouteAsync("**/map", route => asked++ == 0 ? route.AbortAsync() : route.ContinueAsync());
        await page.Keyboard.PressAsync("e");
        await SavedAsync(page);
        await page.Keyboard.PressAsync("v");
        await Assertions.Expect(page.GetByText("The map has not arrived.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("q");
        await page.Keyboard.PressAsync("4");
        await page.Keyboard.PressAsync("v");
        await Assertions.Expect(page.Locator("#room[data-shows=map]")).ToBeVisibleAsync();
        Assert.Equal(["[]"], await GivenAsync(study, "reader3"));
        await page.Keyboard.PressAsync("4");
        await SavedAsync(page);

        Assert.Equal(["[]", "4"], await GivenAsync(study, "reader3"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_mark_over_the_border_ends_there_and_one_too_many_is_taken_back_with_a_word()
    {
        var one = new QuestionDesign("Mark one.", new MarksForm([MarkShape.Rectangle], ["Finding"], Most: 1));
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Border") with { Questions = [one, QuestionDesign.Default] }, "reader2");
        var page = await OpenAsync("reader2", study);
        var box = (await page.Locator("[data-panel=image]").BoundingBoxAsync())!;
        await DragAsync(page, (box.X + box.Width / 2, box.Y + box.Height / 2), box.Width * 0.49f, 30);
        await page.Keyboard.PressAsync(">");
        await page.Keyboard.PressAsync(">");
        await SavedAsync(page);
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(page.GetByText("No more than 1 on one image")).ToBeVisibleAsync();
        await SavedAsync(page);

        var mark = Assert.Single(Mark.ListOf(Assert.Single(await GivenAsync(study, "reader2"))!));
        Assert.Equal(96, mark.Points.Max(point => point[0]));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_typed_is_kept_when_the_reader_goes_on_and_going_on_is_one_place_only()
    {
        var remark = new QuestionDesign("Remark", new TextForm(), IsRequired: false);
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Remarks") with { Questions = [QuestionDesign.Default, remark] }, "reader4");
        var page = await OpenAsync("reader4", study);
        await page.Locator("[data-advance]").CheckAsync();
        await page.Keyboard.PressAsync("q");
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("grainy");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next case", Exact = true }).ClickAsync();
        await AtAsync(page, 2);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Equal(["\"grainy\""], await GivenAsync(study, "reader4"));
        await Assertions.Expect(page.Locator("#room[data-drawn='2']")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task After_a_reload_marks_are_where_they_were_and_what_the_map_locked_stays_locked()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Reloaded marks") with { Questions = [QuestionDesign.MarkFirst, QuestionDesign.Default] }, "reader2");
        var page = await OpenAsync("reader2", study);
        await DragAsync(page, await MiddleAsync(page, "image"), 60, 40);
        await SavedAsync(page);
        var before = (await GivenAsync(study, "reader2"))[0];
        await page.ReloadAsync();
        await AtAsync(page, 1);
        await page.Keyboard.PressAsync("v");
        await Assertions.Expect(page.Locator("#room[data-shows=map]")).ToBeVisibleAsync();

        await Assertions.Expect(page.Locator("[data-marks]")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("z");
        await page.Keyboard.PressAsync("e");
        await page.Keyboard.PressAsync("3");
        await SavedAsync(page);

        Assert.Equal([before, "3"], await GivenAsync(study, "reader2"));
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
