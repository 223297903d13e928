using StudyPortal.Core.Overview;
using StudyPortal.Web.Features.Home;

namespace StudyPortal.Web.Tests.Shell;

public sealed class NextStepTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, "/datasets/import")]
    [InlineData(1, 0, 0, 0, "/models/train")]
    [InlineData(1, 3, 0, 0, "/saliency")]
    [InlineData(1, 3, 9, 0, "/studies/new")]
    [InlineData(1, 3, 9, 1, null)]
    public void The_next_step_is_the_first_that_is_not_done(int datasets, int models, int maps, int studies, string? expected) =>
        Assert.Equal(expected, NextStep.For(new PortalOverview(datasets, models, maps, studies, Unreported: 0)).FirstOrDefault(step => !step.IsDone)?.Href);
}
