using StudyPortal.Core.Saliency;

namespace StudyPortal.Core.Studies;

/// <summary>An item that a study will have, with the map it needs.</summary>
/// <param name="Arm">Null for a control that is of no arm.</param>
/// <param name="Case">What is shown.</param>
/// <param name="Map">What is laid over it.</param>
/// <param name="IsCalibration">Of the calibration block.</param>
/// <param name="Control">Null for a map that is compared or calibrates.</param>
internal sealed record PlannedItem(StudyArm? Arm, DrawnCase Case, MapTask Map, bool IsCalibration, ControlKind? Control)
{
    /// <param name="study">Whose sample.</param>
    /// <param name="arms">By ordinal; the controls refer to them.</param>
    /// <returns>The maps that are compared, case by case; then the calibration block; then the controls in the order of the sample's.</returns>
    public static IReadOnlyList<PlannedItem> Of(Study study, IReadOnlyList<StudyArm> arms)
    {
        var sample = StudySample.Of(study);
        var cases = sample.Cases.ToDictionary(c => c.CaseId);
        return
        [
            .. from drawn in sample.Cases from arm in arms select OfArm(study, arm, drawn, isCalibration: false),
            .. from drawn in sample.Calibration from arm in arms select OfArm(study, arm, drawn, isCalibration: true),
            .. sample.Controls.Select(control => OfControl(study, arms, control, cases[control.CaseId])),
        ];
    }

    public StudyItem ToItem(StudyId study, SaliencyMapId map) => new()
    {
        Id = StudyItemId.New(),
        StudyId = study,
        ArmId = Arm?.Id,
        CaseId = Case.CaseId,
        TargetLabel = Case.TargetLabel,
        SaliencyMapId = map,
        Stratum = Case.Stratum,
        Weight = Case.Weight,
        IsCalibration = IsCalibration,
        Control = Control,
    };

    private static PlannedItem OfArm(Study study, StudyArm arm, DrawnCase drawn, bool isCalibration) =>
        new(arm, drawn, new MapTask(drawn.CaseId, arm.ModelId, arm.Branch, study.Method, drawn.TargetLabel), isCalibration, Control: null);

    /// <summary>The edges are drawn at the size of the first arm's input; all arms have the same.</summary>
    private static PlannedItem OfControl(Study study, IReadOnlyList<StudyArm> arms, PlannedControl control, DrawnCase drawn)
    {
        var arm = control.Arm is { } ordinal ? arms[ordinal] : null;
        var (model, branch) = arm is null ? (arms[0].ModelId, arms[0].Branch) : (arm.ModelId, arm.Branch);
        var map = new MapTask(control.MapCaseId, model, branch, MethodOf(control.Kind, study.Method), drawn.TargetLabel);
        return new PlannedItem(arm, drawn with { Weight = 0 }, map, IsCalibration: false, control.Kind);
    }

    private static string MethodOf(ControlKind kind, string ofStudy) => kind switch
    {
        ControlKind.RandomWeights => SaliencyMethods.RandomWeightsOf(ofStudy),
        ControlKind.Edges => SaliencyMethods.Edges,
        _ => ofStudy,
    };
}
