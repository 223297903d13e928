using Microsoft.Playwright;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Studies;

public sealed class StudyPlanTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_plan_is_refused_with_its_reason_then_registered_and_read_only_once_the_study_is_open()
    {
        var study = SampleWorld.Done(await fixture.Get<CreateStudy>().ExecuteAsync(fixture.World.Design(), "admin", CancellationToken.None));
        SampleWorld.Done(await fixture.Get<AddReaders>().ExecuteAsync(study, [fixture.World.Accounts["reader1"]], "admin", CancellationToken.None));
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync($"/studies/{study}");
        var plan = admin.GetByRole(AriaRole.Region, new() { Name = "Analysis plan" });
        await plan.GetByText("Register a plan").ClickAsync();
        await plan.GetByLabel("Primary endpoint").SelectOptionAsync(new SelectOptionValue { Label = "No loss of AUC (non-inferiority)" });
        await plan.GetByLabel("Margin: loss of AUC that is still none").FillAsync("0.05");
        await plan.GetByRole(AriaRole.Button, new() { Name = "Register the plan" }).ClickAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Arms: choose which arm is to be no worse than which.");

        await plan.GetByLabel("Zebra Adversarial no worse than Zebra Standard").CheckAsync();
        await plan.GetByRole(AriaRole.Button, new() { Name = "Register the plan" }).ClickAsync();
        await Assertions.Expect(plan.GetByText("can be replaced until the study opens")).ToBeVisibleAsync();
        await Assertions.Expect(plan.GetByText("0.05 two-sided, so 0.025 one-sided; correction over the pairs: Holm")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(admin, "study-plan");

        await admin.GetByRole(AriaRole.Button, new() { Name = "Open for reading" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Open and freeze" }).ClickAsync();
        await Assertions.Expect(plan.GetByText("fixed when the study opened")).ToBeVisibleAsync();
        await Assertions.Expect(plan.GetByText("Replace the plan")).ToHaveCountAsync(0);

        var researcher = await fixture.EnterAsync("researcher");
        await researcher.GotoAsync($"/studies/{study}");
        await Assertions.Expect(researcher.GetByText("Zebra Adversarial no worse than Zebra Standard")).ToBeVisibleAsync();
        await admin.Context.CloseAsync();
        await researcher.Context.CloseAsync();
    }
}
