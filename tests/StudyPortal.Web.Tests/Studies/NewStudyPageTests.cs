using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;
using StudyPortal.Web.Features.Studies;

namespace StudyPortal.Web.Tests.Studies;

public sealed partial class NewStudyPageTests
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_who_cannot_be_added_are_told_with_the_way_to_the_draft()
    {
        await using var portal = LivePortal.Start();
        await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        await using var context = Context(portal, portal.Services.GetRequiredService<PreviewSample>());
        var page = await PageAsync(context);
        await LoseRoleAsync(portal, "reader3@demo.invalid");

        await page.Find("form").SubmitAsync();

        var study = Assert.Single(await portal.Services.GetRequiredService<ListStudies>().ExecuteAsync(Stop));
        await page.WaitForAssertionAsync(() => Assert.Contains(
            "The draft is made, but without its readers: Only accounts with the role Reader can read", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal((0, $"/studies/{study.Id}"), (study.Readers, page.Find("form .button-primary").GetAttribute("href")));
    }

    [Fact]
    public async Task A_draw_that_comes_late_does_not_replace_that_of_the_plan_as_it_is_now()
    {
        await using var portal = LivePortal.Start();
        await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var databases = new WatchedDatabases(portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>());
        await using var context = Context(portal, new PreviewSample(databases));
        var page = await PageAsync(context);

        var hold = databases.HoldNext();
        var late = Masses().ChangeAsync(new() { Value = "3" });
        await Masses().ChangeAsync(new() { Value = "2" });
        hold.SetResult();
        await late;

        Assert.Equal("8 cases × 3 models", Cases().Match(page.Markup).Value);

        IElement Masses() => page.Find("input[aria-label='Cases of Mass']");
    }

    private static async Task<IRenderedComponent<NewStudyPage>> PageAsync(BunitContext context)
    {
        var page = context.Render<NewStudyPage>();
        await page.WaitForAssertionAsync(() => Assert.Equal("12 cases × 3 models", Cases().Match(page.Markup).Value));
        return page;
    }

    private static async Task LoseRoleAsync(LivePortal portal, string email)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await accounts.RemoveFromRoleAsync((await accounts.FindByEmailAsync(email))!, Roles.Reader)).Succeeded);
    }

    private static BunitContext Context(LivePortal portal, PreviewSample preview)
    {
        var context = new BunitContext();
        context.Services.AddSingleton(preview);
        Lend<ListDatasets>();
        Lend<ListModels>();
        Lend<ListReaders>();
        Lend<CreateStudy>();
        Lend<AddReaders>();
        Lend<StoreExample>();
        context.AddAuthorization().SetAuthorized("tester").SetRoles(Roles.Admin);
        return context;

        void Lend<T>() where T : class => context.Services.AddSingleton(portal.Services.GetRequiredService<T>());
    }

    [GeneratedRegex(@"\d+ cases × \d+ models")]
    private static partial Regex Cases();
}
