using System.Reflection;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using StudyPortal.Web.Features.Studies;

namespace StudyPortal.Browser.Tests.Shell;

public sealed class AccessibilityTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IAsyncLifetime
{
    private const string Nobody = "";
    private static FilledPortal? _filled;

    // The portal is one for the whole class, whose tests run one after the other: filled once.
    public async ValueTask InitializeAsync() => _filled ??= await FilledPortal.BuildAsync(fixture);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Every_page_is_accessible_and_reports_no_error(string theme)
    {
        var found = new List<string>();
        foreach (var group in Pages(_filled!).GroupBy(page => page.Account))
        {
            var window = await OpenAsync(group.Key, theme);
            foreach (var page in group) found.AddRange(await ProblemsAsync(window, page.Address));
            await window.Context.CloseAsync();
        }

        Assert.Equal("", string.Join(Environment.NewLine, found));
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task A_new_study_with_every_kind_of_question_and_all_that_is_wrong_with_it_is_accessible(string theme)
    {
        var window = await OpenAsync("admin", theme);
        await window.GotoAsync("/studies/new");
        await window.GetByText("Outcomes, disagreement, calibration").ClickAsync();
        await window.GetByText("Shuffle, sessions, hidden controls").ClickAsync();
        await window.GetByLabel("Divide the cases by").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        for (var kind = 1; kind < Enum.GetValues<QuestionKind>().Length; kind++)
        {
            await window.GetByRole(AriaRole.Button, new() { Name = "Add a question" }).ClickAsync();
            await window.GetByLabel($"Kind of question {kind + 1}").SelectOptionAsync(new SelectOptionValue { Index = kind });
        }

        await window.GetByRole(AriaRole.Button, new() { Name = "Create the draft" }).ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Alert)).ToContainTextAsync("Question 7 has no text.");

        Assert.Equal("", await ViolationsAsync(window, "/studies/new"));
        await window.Context.CloseAsync();
    }

    [Fact]
    public void No_page_is_left_out_of_the_check()
    {
        var routes = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template);

        Assert.Equal(routes.Order(StringComparer.Ordinal), Pages(_filled!).Select(page => page.Route).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Account, string Route, string Address)> Pages(FilledPortal there) =>
    [
        (Nobody, "/sign-in", "/sign-in"),
        (Nobody, "/sign-in/second", "/sign-in/second"),
        (Nobody, "/invitation/{Token}", $"/invitation/{there.Invitation}"),
        (Nobody, "/password/{Token}", "/password/lost"),
        ("admin", "/", "/"),
        ("admin", "/datasets", "/datasets"),
        ("admin", "/datasets/import", "/datasets/import"),
        ("admin", "/datasets/{Id:guid}", $"/datasets/{there.Dataset}"),
        ("admin", "/datasets/{Id:guid}", $"/datasets/{there.Dataset}?show=labels"),
        ("admin", "/datasets/{Id:guid}", $"/datasets/{there.Dataset}?show=source"),
        ("admin", "/datasets/{Id:guid}", $"/datasets/{there.Dataset}?text=nowhere"),
        ("admin", "/datasets/{Id:guid}/split", $"/datasets/{there.Dataset}/split"),
        ("admin", "/datasets/review", "/datasets/review"),
        ("admin", "/datasets/{Id:guid}/cases/{Number:int}", $"/datasets/{there.Dataset}/cases/1"),
        ("admin", "/models", "/models"),
        ("admin", "/models/train", "/models/train"),
        ("admin", "/models/import", "/models/import"),
        ("admin", "/models/{Id:guid}", $"/models/{there.Model}"),
        ("admin", "/saliency", "/saliency"),
        ("admin", "/studies", "/studies"),
        ("admin", "/studies/new", "/studies/new"),
        ("admin", "/studies/{Id:guid}", $"/studies/{there.Draft}"),
        ("admin", "/studies/{Id:guid}", $"/studies/{there.Pilot}"),
        ("admin", "/studies/{Id:guid}", $"/studies/{there.Open}"),
        ("admin", "/studies/{Id:guid}", $"/studies/{there.Paused}"),
        ("admin", "/studies/{Id:guid}", $"/studies/{there.Closed}"),
        ("admin", "/studies/{Id:guid}", $"/studies/{there.Archived}"),
        ("admin", "/reports", "/reports"),
        ("admin", "/jobs", "/jobs"),
        ("admin", "/jobs/{Id:guid}", $"/jobs/{there.Job}"),
        ("admin", "/admin/users", "/admin/users"),
        ("admin", "/admin/audit", "/admin/audit"),
        ("admin", "/admin/health", "/admin/health"),
        ("admin", "/account/data", "/account/data"),
        ("admin", "/account", "/account"),
        ("admin", "/account/tokens", "/account/tokens"),
        ("admin", "/api", "/api"),
        ("researcher", "/", "/"),
        ("researcher", "/account/tokens", "/account/tokens"),
        ("researcher", "/studies", "/studies"),
        ("researcher", "/studies/{Id:guid}", $"/studies/{there.Closed}"),
        ("researcher", "/reports/{Id:guid}", $"/reports/{there.Report}"),
        ("reader1", "/", "/"),
        ("reader1", "/read", "/read"),
        ("reader1", "/read/{Study:guid}", $"/read/{there.Open}"),
        ("reader1", "/account", "/account"),
        ("reader1", "/access-denied", "/access-denied"),
        ("reader1", "/not-found", "/not-found"),
    ];

    private async Task<IPage> OpenAsync(string account, string theme)
    {
        var window = account == Nobody ? await fixture.OpenAsync() : await fixture.EnterAsync(account);
        await window.Context.AddCookiesAsync([new Cookie { Name = "theme", Value = theme, Url = fixture.Portal.Address.ToString() }]);
        return window;
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(IPage window, string address)
    {
        var problems = new List<string>();
        void OnConsole(object? sender, IConsoleMessage message)
        {
            if (message.Type == "error" && address != "/not-found") problems.Add($"{address}: {message.Text}");
        }

        window.Console += OnConsole;
        await window.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await Assertions.Expect(window.Locator("h1").First).ToBeAttachedAsync();
        await Assertions.Expect(window.Locator(".loading")).ToHaveCountAsync(0);
        if (await ViolationsAsync(window, address) is { Length: > 0 } violations) problems.Add(violations);
        window.Console -= OnConsole;
        return problems;
    }

    private static async Task<string> ViolationsAsync(IPage window, string address) =>
        string.Join(Environment.NewLine, (await window.RunAxe()).Violations.Select(violation => $"{address}: {violation.Id}, {violation.Help}: {violation.Nodes[0].Html}"));
}
