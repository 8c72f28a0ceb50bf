"""How long the bones are and how thick the body is around them.

Lengths are shares of stature after Drillis and Contini (1966), in Winter, Biomechanics and Motor Control of Human
Movement, figure 4.1: thigh 0.245, shank 0.246, ankle 0.039 above the ground, foot 0.152, upper arm 0.186,
forearm 0.146, hand 0.108, hips 0.191 wide, shoulders 0.259 wide and 0.288 above the hips. The division of the
trunk into pelvis, lumbar and thoracic spine is our own, and so is every thickness.
"""

from stretchcoach.figure.geometry import Point

STATURE = 1.70
"""The height of the body in metres. All lengths below are in metres too."""

PELVIS = 0.055 * STATURE
"""The distance from the middle of the hips to the lowest vertebra."""
LUMBAR_LINKS = 3
LUMBAR_LINK = 0.105 * STATURE / LUMBAR_LINKS
THORACIC_LINKS = 4
THORACIC_LINK = 0.165 * STATURE / THORACIC_LINKS
NECK = 0.060 * STATURE
SHOULDER_DROP = 0.325 * STATURE - 0.288 * STATURE
"""How far the shoulders are below the top of the thoracic spine. This puts them 0.288 of stature above the hips."""

HIP_OUT = 0.191 * STATURE / 2 * 0.55
"""The joint lies deeper than the outermost point of the thigh bone, which Winter measures."""
SHOULDER_OUT = 0.259 * STATURE / 2 * 0.90
THIGH = 0.245 * STATURE
SHANK = 0.246 * STATURE
HEEL_BACK = 0.030 * STATURE
FOOT_LENGTH = 0.152 * STATURE
ANKLE_HEIGHT = 0.039 * STATURE
UPPER_ARM = 0.186 * STATURE
FOREARM = 0.146 * STATURE
HAND = 0.108 * STATURE

Sphere = tuple[Point, float]
"""A centre in the frame of its bone, and a radius. Several spheres span a volume."""

HIP_RADIUS = 0.094
CHEST_RADIUS = 0.100
SKULL: Sphere = ((0.012, 0.0, 0.085), 0.088)
CHIN: Sphere = ((0.062, 0.0, 0.018), 0.036)
NOSE: Sphere = ((0.106, 0.0, 0.056), 0.011)
FACE: Sphere = ((0.040, 0.0, 0.074), 0.066)
EYE: Sphere = ((0.084, 0.030, 0.084), 0.008)
CROWN_HAIR: Sphere = ((-0.020, 0.0, 0.110), 0.078)
NECK_RADIUS = 0.045
NECKLINE: tuple[Sphere, ...] = (((0.016, 0.0, 0.03), 0.044), ((0.064, 0.0, -0.034), 0.014))
SHOULDER_RADIUS = 0.056
ELBOW_RADIUS = 0.038
WRIST_RADIUS = 0.027
PALM_RADIUS = 0.032
FINGERTIP_RADIUS = 0.016
PALM: Sphere = ((0.0, 0.0, -0.058), PALM_RADIUS)
FINGERS: Sphere = ((-0.004, 0.0, FINGERTIP_RADIUS - HAND), FINGERTIP_RADIUS)
THUMB_ROOT: Sphere = ((0.010, 0.0, -0.032), 0.018)
THUMB: Sphere = ((0.052, -0.010, -0.088), 0.012)
FIST: Sphere = ((0.024, 0.0, -0.086), 0.030)
THIGH_RADIUS = 0.086
KNEE_RADIUS = 0.053
CALF: Sphere = ((-0.012, 0.0, -0.12), 0.055)
ANKLE_RADIUS = 0.036
BARE_SHIN: Sphere = ((0.0, 0.0, -0.83 * SHANK), 0.030)
HEM = 0.87 * SHANK
HEM_RING = ((0.032, 0.0), (0.0, 0.032), (-0.032, 0.0), (0.0, -0.032))
HEM_RADIUS = 0.007
HEEL: Sphere = ((-0.035, 0.0, 0.034 - ANKLE_HEIGHT), 0.034)
FOOT_BALL: Sphere = ((0.115, 0.0, 0.028 - ANKLE_HEIGHT), 0.028)
INSTEP: Sphere = ((0.03, 0.0, -0.012), 0.034)
TOE_TIP: Sphere = ((FOOT_LENGTH - HEEL_BACK - 0.03, 0.0, 0.016 - ANKLE_HEIGHT), 0.016)
