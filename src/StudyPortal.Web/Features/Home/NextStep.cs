using StudyPortal.Core.Overview;

namespace StudyPortal.Web.Features.Home;

/// <summary>One step of the way from images to a report.</summary>
/// <param name="IsDone">There is at least one such thing already.</param>
public sealed record NextStep(string Title, string Why, string Href, string Action, bool IsDone)
{
    /// <summary>The whole way; the first step that is not done comes next.</summary>
    public static IReadOnlyList<NextStep> For(PortalOverview there) =>
    [
        new("Import a data set", "A folder of images with a table of labels. Patients are kept apart between training, validation and test.",
            "/datasets/import", "Import a data set", there.Datasets > 0),
        new("Train or import models", "Standard, adversarial and dual-BN, so that there is something to compare.",
            "/models/train", "Train a model", there.Models > 0),
        new("Look at the saliency maps", "Make the maps of a few cases and compare the models side by side.",
            "/saliency", "Open the gallery", there.Maps > 0),
        new("Design a study", "Choose models, cases, the question and the readers; opening it freezes what readers see.",
            "/studies/new", "Design a study", there.Studies > 0),
    ];
}
