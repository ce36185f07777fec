/** What a view class describes, as the plain object that is sent: the classes document answers, nobody constructs them. */
export type Plain<View> = View extends object ? { [Key in keyof View]: Plain<View[Key]> } : View;
