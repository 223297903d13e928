namespace StudyPortal.Core.Reports.Results;

/// <summary>
/// Seconds in view before the last answer to this question, of the ratings that enter the comparison of arms. A time of 0 was not
/// recorded and is left out. Quartiles are of type 7.
/// </summary>
/// <param name="Arms">Over all readers.</param>
/// <param name="Readers">Over all arms, with what they spent altogether.</param>
/// <param name="ReaderArms">Each reader and arm.</param>
public sealed record TimeResults(IReadOnlyList<ArmTimes> Arms, IReadOnlyList<ReaderTimes> Readers, IReadOnlyList<ReaderArmTimes> ReaderArms);

public sealed record ArmTimes(int Arm, TimeQuartiles Seconds);

/// <param name="TotalSeconds">Of every answered place: repeats, calibration, controls and withdrawn cases too.</param>
/// <param name="Sessions">With at least one answer.</param>
public sealed record ReaderTimes(string Reader, TimeQuartiles Seconds, double TotalSeconds, int Answers, int Sessions);

public sealed record ReaderArmTimes(string Reader, int Arm, TimeQuartiles Seconds);

/// <summary>Null without a recorded time.</summary>
public sealed record TimeQuartiles(int Times, double? FirstQuartile, double? Median, double? ThirdQuartile);
